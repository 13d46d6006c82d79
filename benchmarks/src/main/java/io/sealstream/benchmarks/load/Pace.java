package io.sealstream.benchmarks.load;

/** How fast events are sent. */
public sealed interface Pace {

    /**
     * As fast as the system makes events readable: no more than so many are under way at a time, so
     * that nothing piles up behind the endpoint.
     *
     * @param underWay events sent and not yet readable, at most
     */
    record AsFastAsReadable(int underWay) implements Pace {}

    /**
     * On a timetable that does not wait for the system.
     *
     * @param perSecond events a second
     */
    record Fixed(double perSecond) implements Pace {}
}
