package vn.khoso.deploy;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.khoso.deploy.fault.LaunchFailure;

/** The command {@code khoso}: {@code run} when nothing else is said. */
@Command(
        name = "khoso",
        mixinStandardHelpOptions = true,
        version = "Kho Số 0.1.0",
        description = "Kho lưu trữ số cấp tỉnh. A digital archive server (OAIS, ISO 16363).",
        subcommands = {RunCommand.class, RebuildCommand.class, BackupCommand.class, RestoreCommand.class})
public final class Khoso {

    private Khoso() {}

    /** Ends with 0, 1 when what was asked cannot be done (the reason is printed), 2 when the command was not understood. */
    public static void main(String... arguments) {
        // AWT is never wanted, and the first temporary file must already know where to go: both before anything else
        // loads.
        System.setProperty("java.awt.headless", "true");
        int code = commandLine().execute(withDefault(arguments));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Khoso()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof LaunchFailure known) {
                command.getErr().println("Kho Số: " + known.getMessage());
                return 1;
            }
            throw failure;
        });
    }

    private static String[] withDefault(String... arguments) {
        boolean none = arguments.length == 0 || arguments[0].startsWith("-") && !isGlobal(arguments[0]);
        if (!none) {
            return arguments;
        }
        String[] all = new String[arguments.length + 1];
        all[0] = "run";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    private static boolean isGlobal(String option) {
        return switch (option) {
            case "-h", "--help", "-V", "--version" -> true;
            default -> false;
        };
    }
}
