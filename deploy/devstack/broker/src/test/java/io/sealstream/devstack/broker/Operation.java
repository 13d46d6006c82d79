package io.sealstream.devstack.broker;

/** What the matrix attempts on every topic. */
enum Operation {
    WRITE,
    READ,
    DESCRIBE,
    DESCRIBE_SETTINGS,
    COMMIT_WITH_OWN_GROUP,
    COMMIT_WITH_GROUP_OF_ANOTHER,
    CREATE,
    ADD_PARTITIONS,
    ALTER_SETTINGS,
    DELETE_RECORDS,
    DELETE
}
