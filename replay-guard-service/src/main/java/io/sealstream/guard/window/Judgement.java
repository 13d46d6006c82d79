package io.sealstream.guard.window;

/**
 * A verdict and the state that must be stored together with its effect.
 *
 * @param verdict what to do with the event
 * @param next the windows after it; the same object when nothing changed
 */
public record Judgement(Verdict verdict, ReplayWindows next) {}
