package vn.khoso.schemas.rights;

/** What somebody wants to do. Every route and every representation names one. */
public enum Action {
    SEE_PUBLIC_PAGES,
    SUBMIT_SIP,
    SEE_SUBMISSION,
    SEE_QUEUE,
    RESUME_SUBMISSION,
    SEARCH_RECORDS,
    READ_METADATA,
    READ_CONTENT,
    ORDER_DIP,
    HARVEST,
    QUERY_GRAPH,
    SEE_EVENTS,
    SEE_FIXITY,
    RUN_FIXITY,
    SEE_RETENTION,
    EDIT_RETENTION,
    SEE_ACCOUNTS,
    EDIT_ACCOUNTS,
    SEE_OPERATIONS,
    OWN_SESSION
}
