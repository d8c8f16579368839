package vn.khoso.server.problem;

/** A problem that a browser is to see as a page; whoever draws pages puts it into their frame before it goes out. */
public record ProblemPage(Problem problem, String traceId) {}
