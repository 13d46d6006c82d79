package io.sealstream.protocol;

/** The subject of a certificate: the path of its SPIFFE ID. */
public sealed interface Principal permits DeviceId, ReaderId, OperatorId, ServiceName {

    /** The path of the SPIFFE ID, starting with a slash. */
    String path();

    /**
     * Reads a SPIFFE path.
     *
     * @throws InvalidIdentifierException when the path names none of the four kinds
     */
    static Principal ofPath(String path) {
        String[] parts = path.split("/", -1);
        boolean rooted = parts.length > 0 && parts[0].isEmpty();
        if (rooted && parts.length == 5 && parts[1].equals("tenant")) {
            if (parts[3].equals("device")) {
                return new DeviceId(parts[2], parts[4]);
            }
            if (parts[3].equals("reader")) {
                return new ReaderId(parts[2], parts[4]);
            }
        }
        if (rooted && parts.length == 3 && parts[1].equals("operator")) {
            return new OperatorId(parts[2]);
        }
        if (rooted && parts.length == 3 && parts[1].equals("service")) {
            return ServiceName.of(parts[2]);
        }
        throw new InvalidIdentifierException("not a path of a Sealstream identity");
    }
}
