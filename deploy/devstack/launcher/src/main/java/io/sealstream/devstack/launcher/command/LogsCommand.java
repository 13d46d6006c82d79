package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code logs}: shows the log of a process, or which logs there are. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the log of a process, or the names of all logs.")
public final class LogsCommand implements Callable<Integer> {
    private static final int LINES = 200;

    @Parameters(index = "0", arity = "0..1", description = "name of a process, or 'stack', 'build'")
    private @Nullable String name;

    @Option(names = "-f", description = "go on showing what is added")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = Layout.here();
        String chosen = name;
        if (chosen == null) {
            names(layout).forEach(System.out::println);
            return 0;
        }
        Path log = layout.log(chosen);
        if (!names(layout).contains(chosen)) {
            throw new StackException(
                    "There is no log of "
                            + chosen
                            + ". There are: "
                            + String.join(", ", names(layout)));
        }
        ProgressView view = new ProgressView(log);
        List<String> lines = Files.readAllLines(log);
        lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.out::println);
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(300);
            view.show();
        }
        return 0;
    }

    private static List<String> names(Layout layout) throws IOException {
        Path folder = layout.logs();
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".log"))
                    .map(file -> file.substring(0, file.length() - ".log".length()))
                    .sorted()
                    .toList();
        }
    }
}
