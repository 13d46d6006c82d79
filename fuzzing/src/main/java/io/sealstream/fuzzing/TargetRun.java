package io.sealstream.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jazzer on one target, in a process of its own: its heap is limited, so that what is kept between
 * inputs is a finding too.
 */
final class TargetRun {
    private static final String HEAP = "-Xmx256m";
    private static final int SLOWEST_INPUT_SECONDS = 10;
    private static final Pattern RUNS = Pattern.compile("stat::number_of_executed_units: +(\\d+)");

    private final Path folder;
    private final Path java;
    private final String classPath;

    /**
     * Prepares a run.
     *
     * @param folder where the corpus, the log and findings of this target are kept
     */
    TargetRun(Path folder) {
        this.folder = folder;
        this.java = Path.of(System.getProperty("java.home"), "bin", "java");
        this.classPath = System.getProperty("java.class.path");
    }

    /**
     * Runs for so long, or until something is found.
     *
     * @param seed of the fuzzer's choices
     */
    Result run(Target target, Duration time, int seed) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        return run(
                target,
                List.of(
                        "-max_total_time=" + time.toSeconds(),
                        "-timeout=" + SLOWEST_INPUT_SECONDS,
                        "-rss_limit_mb=0", // The heap is limited; the rest is Jazzer's.
                        "-seed=" + seed,
                        "-print_final_stats=1",
                        "-artifact_prefix=" + findings + "/",
                        corpus.toString()));
    }

    /** Feeds the input of a file once. */
    Result replay(Target target, Path input) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return run(target, List.of("-runs=1", "-print_final_stats=1", input.toString()));
    }

    private Result run(Target target, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        java.toString(),
                        HEAP,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        classPath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.className(),
                        "--instrumentation_includes=io.sealstream.**",
                        "--custom_hook_includes=io.sealstream.**",
                        "--reproducer_path=" + folder));
        command.addAll(options);
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            int exit = process.waitFor();
            return new Result(target, exit, runs(log), log);
        } finally {
            process.destroyForcibly();
        }
    }

    private static long runs(Path log) throws IOException {
        Matcher matcher = RUNS.matcher(Files.readString(log));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /**
     * How a run ended.
     *
     * @param exit of the process; 0 when nothing was found
     * @param inputs how many inputs were fed
     * @param log what Jazzer printed
     */
    record Result(Target target, int exit, long inputs, Path log) {
        boolean clean() {
            return exit == 0 && inputs > 0;
        }
    }
}
