"""How fast blamelint is, and how that was measured: docs/performance.md."""
