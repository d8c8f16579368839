package vn.khoso.preservation.isolation;

/** What came of a question to a worker. */
public sealed interface WorkerAnswer {

    /** The task returned. The bytes come from a process that read hostile input: parse them as such. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, handed on once
    record Answered(byte[] body) implements WorkerAnswer {}

    /** No answer, on two workers one after the other. */
    record GaveUp(Reason reason, String detail) implements WorkerAnswer {}

    /** Why there is no answer. */
    enum Reason {
        /** Still running at the deadline; killed. */
        TIME,
        /** The heap limit of the worker was reached. */
        MEMORY,
        /** The task threw, or its process ended. */
        CRASH
    }
}
