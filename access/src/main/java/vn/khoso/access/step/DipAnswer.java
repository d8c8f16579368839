package vn.khoso.access.step;

/** What came of an order. */
public sealed interface DipAnswer {

    /** The order stands. */
    record Accepted(Dip dip) implements DipAnswer {}

    /** A record is not there, or not for this requester: not told apart. */
    record Absent() implements DipAnswer {}

    /** The order cannot be carried out as it is. */
    record Refused(String code, String whyVi, String whyEn) implements DipAnswer {}
}
