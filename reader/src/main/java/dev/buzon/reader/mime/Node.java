package dev.buzon.reader.mime;

/** One part as the scan found it. */
record Node(String id) {}
