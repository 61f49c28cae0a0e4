;; Opens a document with eglot, waits for its findings, and prints them.
;; usage: emacs --batch -l CONFIG -l tests/emacs.el DOCUMENT
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 60)

(find-file (car command-line-args-left))
(markdown-mode)
(apply #'eglot (eglot--guess-contact))
(let ((end (+ (float-time) 120)))
  (while (and (not (progn (flymake-start) (flymake-diagnostics))) (< (float-time) end))
    (accept-process-output nil 0.1)))
(princ (mapconcat #'flymake-diagnostic-text (flymake-diagnostics) "\n"))
(kill-emacs 0)
