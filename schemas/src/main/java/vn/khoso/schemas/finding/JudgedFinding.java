package vn.khoso.schemas.finding;

/** A finding with the level that the policy in force gave it. */
public record JudgedFinding(Finding finding, FindingLevel level) {}
