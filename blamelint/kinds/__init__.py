"""Kinds of rule: each reads its own conditions and finds the places where they hold."""
