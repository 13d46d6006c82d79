package io.sealstream.fuzzing;

import io.sealstream.fuzzing.TargetRun.Result;
import io.sealstream.protocol.Labels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The entry. Exit code 1 when something was found. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Feeds parsers and checks with what is almost right, chosen by the code it reaches, and",
            "stops a target at the first answer that is not one of its own refusals: any other",
            "exception, a changed event that is accepted, an input that takes seconds, a full heap.",
            "What was learned is kept, and the next run goes on from there."
        })
public final class Fuzz implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET",
            description = "what to fuzz, all if none: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "time for all targets together (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--folder",
            required = true,
            hidden = true,
            description = "where corpora and findings are kept")
    private Path folder = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "of the fuzzer's choices")
    private int seed = new SecureRandom().nextInt(1, Integer.MAX_VALUE);

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "feed one target with this input, once")
    private @Nullable Path input;

    @Spec private CommandSpec command = CommandSpec.create();

    /** The targets' names, for the help. */
    static final class Names extends ArrayList<String> {
        Names() {
            for (Target target : Target.values()) {
                add(Labels.of(target));
            }
        }
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Fuzz()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Target> targets = targets();
        if (minutes <= 0 || minutes > 100_000) {
            throw wrong("--minutes must be above 0");
        }
        if (input != null && targets.size() != 1) {
            throw wrong("--replay needs one target");
        }
        PrintWriter out = command.commandLine().getOut();
        out.printf("  %-22s %14s %10s%n", "target, seed " + seed, "inputs", "inputs/s");
        long inputs = 0;
        List<Result> findings = new ArrayList<>();
        for (Target target : targets) {
            long started = System.nanoTime();
            Result result = run(target, targets.size());
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            inputs += result.inputs();
            out.println(line(result, took));
            out.flush();
            if (!result.clean()) {
                findings.add(result);
            }
        }
        out.printf("  %-22s %,14d%n", "together", inputs);
        findings.forEach(finding -> out.println("see " + finding.log()));
        return findings.isEmpty() ? 0 : 1;
    }

    private Result run(Target target, int targets) throws IOException, InterruptedException {
        TargetRun run = new TargetRun(folder.resolve(Labels.of(target)));
        return input == null
                ? run.run(target, Duration.ofMillis((long) (minutes * 60_000 / targets)), seed)
                : run.replay(target, input.toAbsolutePath());
    }

    private static String line(Result result, Duration took) {
        return "  %-22s %,14d %,10d%s"
                .formatted(
                        Labels.of(result.target()),
                        result.inputs(),
                        result.inputs() * 1000 / Math.max(1, took.toMillis()),
                        result.clean() ? "" : "   FOUND SOMETHING");
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (String name : names.isEmpty() ? new Names() : names) {
            targets.add(
                    List.of(Target.values()).stream()
                            .filter(target -> Labels.of(target).equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    wrong("there is no target '" + name + "': " + new Names())));
        }
        return targets;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
