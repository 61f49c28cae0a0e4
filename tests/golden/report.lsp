[
  {
    "uri": "file:///checkout/examples/hospital-integration.md",
    "diagnostics": [
      {
        "range": {
          "start": {
            "line": 49,
            "character": 190
          },
          "end": {
            "line": 49,
            "character": 251
          }
        },
        "severity": 2,
        "code": "person/vendor-fault",
        "source": "blamelint",
        "message": "'The supplier moved it there in version 6 and did not think it' moves the cause outside, where nothing can be learnt about the dependence.",
        "relatedInformation": [],
        "data": {
          "fingerprint": "0c85a5a10f26d9162f4e85f09ce17ca2",
          "labels": [
            "actor"
          ],
          "question": "What would make us tolerate this dependency failing tomorrow?",
          "fixes": []
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/person.md#vendor-fault"
        }
      },
      {
        "range": {
          "start": {
            "line": 59,
            "character": 234
          },
          "end": {
            "line": 59,
            "character": 248
          }
        },
        "severity": 3,
        "code": "hindsight/in-hindsight-judgement",
        "source": "blamelint",
        "message": "'With hindsight' opens a verdict that only the outcome makes possible.",
        "relatedInformation": [],
        "data": {
          "fingerprint": "d403f349728ef3c6d12c4c0f8479a7bb",
          "labels": [
            "hindsight",
            "actor"
          ],
          "question": "What was knowable at the time?",
          "fixes": [
            {
              "title": "Rewrite: There was no staying until the first ED results had been seen on a ward. ‹What made this possible?›",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 59,
                      "character": 234
                    },
                    "end": {
                      "line": 59,
                      "character": 280
                    }
                  },
                  "newText": "There was no staying"
                },
                {
                  "range": {
                    "start": {
                      "line": 59,
                      "character": 332
                    },
                    "end": {
                      "line": 59,
                      "character": 332
                    }
                  },
                  "newText": " ‹What made this possible?›"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/hindsight.md#in-hindsight-judgement"
        }
      },
      {
        "range": {
          "start": {
            "line": 59,
            "character": 250
          },
          "end": {
            "line": 59,
            "character": 280
          }
        },
        "severity": 2,
        "code": "hindsight/should-have",
        "source": "blamelint",
        "message": "'the analyst should have stayed' says what did not happen, not why what happened made sense.",
        "relatedInformation": [],
        "data": {
          "fingerprint": "b982bddd34171ae3188cde134a378ed3",
          "labels": [
            "hindsight",
            "actor"
          ],
          "question": "What made the other course seem fine at the time?",
          "fixes": [
            {
              "title": "Rewrite: There was no staying until the first ED results had been seen on a ward. ‹What made this possible?›",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 59,
                      "character": 234
                    },
                    "end": {
                      "line": 59,
                      "character": 280
                    }
                  },
                  "newText": "There was no staying"
                },
                {
                  "range": {
                    "start": {
                      "line": 59,
                      "character": 332
                    },
                    "end": {
                      "line": 59,
                      "character": 332
                    }
                  },
                  "newText": " ‹What made this possible?›"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/hindsight.md#should-have"
        }
      },
      {
        "range": {
          "start": {
            "line": 92,
            "character": 6
          },
          "end": {
            "line": 92,
            "character": 32
          }
        },
        "severity": 2,
        "code": "action/single-out",
        "source": "blamelint",
        "message": "'Analysts to be reminded of' singles somebody out; what would still bite the next person?",
        "relatedInformation": [
          {
            "location": {
              "uri": "file:///checkout/examples/hospital-integration.md",
              "range": {
                "start": {
                  "line": 92,
                  "character": 6
                },
                "end": {
                  "line": 92,
                  "character": 32
                }
              }
            },
            "message": "action/training-only: Training alone is a weak measure: what would help someone who missed the session?"
          },
          {
            "location": {
              "uri": "file:///checkout/examples/hospital-integration.md",
              "range": {
                "start": {
                  "line": 92,
                  "character": 18
                },
                "end": {
                  "line": 92,
                  "character": 32
                }
              }
            },
            "message": "action/remind: 'be reminded of' fades within weeks; where could the tool hold this knowledge?"
          }
        ],
        "data": {
          "fingerprint": "560f98751d303e73e900ccacf0405122",
          "labels": [
            "action",
            "actor"
          ],
          "question": "Which part of this would still bite the next person?",
          "fixes": [
            {
              "title": "Rewrite: Have ‹tool or step› verify ‹what was not verified› after changes",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 92,
                      "character": 6
                    },
                    "end": {
                      "line": 92,
                      "character": 53
                    }
                  },
                  "newText": "Have ‹tool or step› verify ‹what was not verified›"
                }
              ]
            },
            {
              "title": "Rewrite: Add ‹a guard, check or preview› for verifying",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 92,
                      "character": 6
                    },
                    "end": {
                      "line": 92,
                      "character": 67
                    }
                  },
                  "newText": "Add ‹a guard, check or preview› for verifying"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/action.md#single-out"
        }
      }
    ]
  },
  {
    "uri": "file:///checkout/examples/two-line-status.md",
    "diagnostics": [
      {
        "range": {
          "start": {
            "line": 4,
            "character": 0
          },
          "end": {
            "line": 4,
            "character": 74
          }
        },
        "severity": 2,
        "code": "cause/root-cause-is",
        "source": "blamelint",
        "message": "'The root cause was an expired signing certificate on our ingestion gateway' puts one condition at the root and leaves the others unexamined.",
        "relatedInformation": [],
        "data": {
          "fingerprint": "71b8afea921576bf3a81c71911c7ec04",
          "labels": [
            "cause"
          ],
          "question": "What else had to be true for this to become an outage?",
          "fixes": [
            {
              "title": "Rewrite: One contributing factor was an expired signing certificate on our ingestion gateway; other factors were ‹other factors›.",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 4,
                      "character": 0
                    },
                    "end": {
                      "line": 4,
                      "character": 14
                    }
                  },
                  "newText": "One contributing factor"
                },
                {
                  "range": {
                    "start": {
                      "line": 4,
                      "character": 74
                    },
                    "end": {
                      "line": 4,
                      "character": 74
                    }
                  },
                  "newText": "; other factors were ‹other factors›"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/cause.md#root-cause-is"
        }
      }
    ]
  },
  {
    "uri": "file:///checkout/examples/windows-crlf.md",
    "diagnostics": [
      {
        "range": {
          "start": {
            "line": 6,
            "character": 85
          },
          "end": {
            "line": 6,
            "character": 106
          }
        },
        "severity": 1,
        "code": "person/omission",
        "source": "blamelint",
        "message": "'Łukasz forgot to bump' says who slipped, not what let the step be missed.",
        "relatedInformation": [],
        "data": {
          "fingerprint": "9e9eb6f985a2df33bc85dafeff19bc71",
          "labels": [
            "person"
          ],
          "question": "What would have had to be different for this to happen without relying on memory?",
          "fixes": [
            {
              "title": "Rewrite: 😬 The cache version was not bumped after the timetable change 🗓️, and the old seat map stayed live on 𝟯 of 8 nodes. ‹What made this possible?›",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 6,
                      "character": 85
                    },
                    "end": {
                      "line": 6,
                      "character": 124
                    }
                  },
                  "newText": "The cache version was not bumped"
                },
                {
                  "range": {
                    "start": {
                      "line": 6,
                      "character": 207
                    },
                    "end": {
                      "line": 6,
                      "character": 207
                    }
                  },
                  "newText": " ‹What made this possible?›"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/person.md#omission"
        }
      },
      {
        "range": {
          "start": {
            "line": 15,
            "character": 28
          },
          "end": {
            "line": 15,
            "character": 35
          }
        },
        "severity": 1,
        "code": "person/ignored-signal",
        "source": "blamelint",
        "message": "'Ignores' tells of the receiver and nothing of the signal.",
        "relatedInformation": [
          {
            "location": {
              "uri": "file:///checkout/examples/windows-crlf.md",
              "range": {
                "start": {
                  "line": 15,
                  "character": 28
                },
                "end": {
                  "line": 15,
                  "character": 35
                }
              }
            },
            "message": "person/ellipsis-bullet: 'Ignores' drops the subject, yet everybody can fill it in."
          }
        ],
        "data": {
          "fingerprint": "a94e24cf234c33db8b4b1af5a542d023",
          "labels": [
            "person"
          ],
          "question": "What would have made this signal stand out?",
          "fixes": [
            {
              "title": "Rewrite: The reservation alarm 🔕 is ignored ‹What made this possible?›",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 15,
                      "character": 28
                    },
                    "end": {
                      "line": 15,
                      "character": 60
                    }
                  },
                  "newText": "The reservation alarm 🔕 is ignored ‹What made this possible?›"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/person.md#ignored-signal"
        }
      },
      {
        "range": {
          "start": {
            "line": 23,
            "character": 2
          },
          "end": {
            "line": 23,
            "character": 26
          }
        },
        "severity": 1,
        "code": "person/possessive-error",
        "source": "blamelint",
        "message": "'Gábor’s sloppy test data' turns the event into somebody's property.",
        "relatedInformation": [
          {
            "location": {
              "uri": "file:///checkout/examples/windows-crlf.md",
              "range": {
                "start": {
                  "line": 23,
                  "character": 2
                },
                "end": {
                  "line": 23,
                  "character": 21
                }
              }
            },
            "message": "blame/negligence: 'Gábor’s sloppy test' judges conduct; it does not say what people were dealing with."
          }
        ],
        "data": {
          "fingerprint": "a78af2f277519887670eedc85f4381e6",
          "labels": [
            "person",
            "blame"
          ],
          "question": "What made the wrong value, or the next step, look right?",
          "fixes": [
            {
              "title": "Rewrite: Gábor’s test data covered one node. ‹What made this possible?›",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 23,
                      "character": 9
                    },
                    "end": {
                      "line": 23,
                      "character": 16
                    }
                  },
                  "newText": ""
                },
                {
                  "range": {
                    "start": {
                      "line": 23,
                      "character": 44
                    },
                    "end": {
                      "line": 23,
                      "character": 44
                    }
                  },
                  "newText": " ‹What made this possible?›"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/person.md#possessive-error"
        }
      },
      {
        "range": {
          "start": {
            "line": 32,
            "character": 6
          },
          "end": {
            "line": 32,
            "character": 33
          }
        },
        "severity": 1,
        "code": "action/single-out",
        "source": "blamelint",
        "message": "'Łukasz must be more careful' singles somebody out; what would still bite the next person?",
        "relatedInformation": [
          {
            "location": {
              "uri": "file:///checkout/examples/windows-crlf.md",
              "range": {
                "start": {
                  "line": 32,
                  "character": 6
                },
                "end": {
                  "line": 32,
                  "character": 33
                }
              }
            },
            "message": "action/retrain-person: 'Łukasz must be more careful' sets out to mend a person; what would still bite the next one?"
          },
          {
            "location": {
              "uri": "file:///checkout/examples/windows-crlf.md",
              "range": {
                "start": {
                  "line": 32,
                  "character": 6
                },
                "end": {
                  "line": 32,
                  "character": 25
                }
              }
            },
            "message": "action/try-harder: 'Łukasz must be more' cannot be finished or verified; what would we see if it were done?"
          },
          {
            "location": {
              "uri": "file:///checkout/examples/windows-crlf.md",
              "range": {
                "start": {
                  "line": 32,
                  "character": 18
                },
                "end": {
                  "line": 32,
                  "character": 33
                }
              }
            },
            "message": "action/be-careful: 'be more careful' relies on people; what would make the risky step safe without it?"
          }
        ],
        "data": {
          "fingerprint": "c2b23f184f57d4c4aa694cbdec3102a8",
          "labels": [
            "action",
            "person"
          ],
          "question": "Which part of this would still bite the next person?",
          "fixes": [
            {
              "title": "Rewrite: Add ‹a guard, check or preview› for caches 🙏",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 32,
                      "character": 6
                    },
                    "end": {
                      "line": 32,
                      "character": 38
                    }
                  },
                  "newText": "Add ‹a guard, check or preview› for"
                }
              ]
            },
            {
              "title": "Rewrite: Add ‹a guard, check or preview› for caches",
              "applicability": "suggested",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 32,
                      "character": 6
                    },
                    "end": {
                      "line": 32,
                      "character": 48
                    }
                  },
                  "newText": "Add ‹a guard, check or preview› for caches"
                }
              ]
            }
          ]
        },
        "codeDescription": {
          "href": "https://github.com/blamelint/blamelint/blob/main/docs/rules/action.md#single-out"
        }
      }
    ]
  }
]
