package io.ringmain.gateway.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Print a script that completes commands and options in a shell.",
            "bash: source <(./ringmain completion bash)   zsh: the same with zsh, after 'autoload -U compinit; compinit'"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shells that scripts are made for. */
    enum Shell {
        bash,
        zsh
    }

    @Mixin
    private Common common;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script = AutoComplete.bash("ringmain", root);
        // the script is bash's; zsh runs it with the functions of bash that it has for the purpose
        spec.commandLine()
                .getOut()
                .print(shell == Shell.zsh ? "autoload -U +X bashcompinit && bashcompinit\n" + script : script);
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
