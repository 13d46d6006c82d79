package io.sealstream.devstack.demo;

/**
 * One promise put to the test.
 *
 * @param promise what should hold
 * @param tried what was done
 * @param happened what was seen
 * @param held whether it did
 */
record Check(String promise, String tried, String happened, boolean held) {}
