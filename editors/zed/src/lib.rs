//! Starts `blamelint lsp`: the command that the settings name, else the one on the worktree's `PATH`.

use zed_extension_api::{self as zed, settings::LspSettings, Command, LanguageServerId, Result, Worktree};

struct Blamelint;

impl zed::Extension for Blamelint {
    fn new() -> Self {
        Blamelint
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let named = LspSettings::for_worktree("blamelint", worktree)?.binary.and_then(|binary| binary.path);
        let command = named
            .or_else(|| worktree.which("blamelint"))
            .ok_or("blamelint is not on the PATH; install it with `pip install blamelint`")?;
        Ok(Command { command, args: vec!["lsp".to_string()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Blamelint);
