package io.sealstream.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.benchmarks.report.Figures;
import io.sealstream.benchmarks.report.TextReport;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The entry. Exit code 1 when anything that was acknowledged is not stored exactly once. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the running system, or starts one for it with all compilers and stops it again:",
            "devices that sign every event, a warm-up, as many events as the system makes readable,",
            "then half of that for latency. Says what an event costs each process in CPU, compares",
            "with what one core needs for the cryptography alone, and checks in the database that",
            "every acknowledged event is stored exactly once."
        })
public final class Bench implements Callable<Integer> {
    @Mixin private BenchOptions options = new BenchOptions();

    @Option(names = "--only-check-options", hidden = true)
    private boolean onlyCheck;

    @Spec private CommandSpec command = CommandSpec.create();

    public static void main(String[] args) {
        CommandLine line =
                new CommandLine(new Bench())
                        .setExecutionExceptionHandler((e, parsed, result) -> {
                            parsed.getErr().println("The benchmark could not go on: " + e);
                            return 1;
                        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        options.check(command);
        if (onlyCheck) {
            return 0;
        }
        if (options.stack == null) {
            throw new IllegalStateException("start it with ./sealstream bench");
        }
        Figures figures = new Run(options, StackAddress.read(options.stack), System.out).measure();
        System.out.println(TextReport.of(figures));
        if (options.json != null) {
            Files.write(
                    options.json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsBytes(figures));
        }
        return figures.hold() ? 0 : 1;
    }
}
