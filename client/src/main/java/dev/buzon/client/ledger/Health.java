package dev.buzon.client.ledger;

/**
 * What was found when a ledger was opened.
 *
 * @param records how many records were read
 * @param repaired how many damaged ones could be put right, to the bit
 * @param lost how many damaged ones could not; the messages they spoke of may be collected again,
 *     never lost
 * @param tornOctets how much was cut off the end, where the last stop left half a record
 */
public record Health(long records, long repaired, long lost, long tornOctets) {
    /** A ledger that is as it was written. */
    static Health sound(long records) {
        return new Health(records, 0, 0, 0);
    }

    /** Whether something other than a stop has damaged the file. */
    public boolean damaged() {
        return repaired > 0 || lost > 0;
    }
}
