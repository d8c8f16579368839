package vn.khoso.access.rights;

import static vn.khoso.schemas.rights.Role.ADMINISTRATOR;
import static vn.khoso.schemas.rights.Role.ARCHIVIST;
import static vn.khoso.schemas.rights.Role.AUDITOR;
import static vn.khoso.schemas.rights.Role.CITIZEN;
import static vn.khoso.schemas.rights.Role.DEPOSITOR;
import static vn.khoso.schemas.rights.Role.PORTAL;
import static vn.khoso.schemas.rights.Role.PRESERVATION_OFFICER;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;

/** Which role may try which action at all. What has no row here is denied. */
final class RoleTable {

    private static final Row EVERYBODY = new Row(true, EnumSet.allOf(Role.class));

    private final Map<Action, Row> rows = new EnumMap<>(Action.class);

    RoleTable() {
        rows.put(Action.SEE_PUBLIC_PAGES, EVERYBODY);
        rows.put(Action.SUBMIT_SIP, only(DEPOSITOR, ARCHIVIST));
        rows.put(Action.SEE_SUBMISSION, only(DEPOSITOR, ARCHIVIST, PRESERVATION_OFFICER, AUDITOR));
        rows.put(Action.SEE_QUEUE, only(ARCHIVIST, PRESERVATION_OFFICER, ADMINISTRATOR));
        rows.put(Action.RESUME_SUBMISSION, only(ARCHIVIST, PRESERVATION_OFFICER, ADMINISTRATOR));
        rows.put(Action.SEARCH_RECORDS, EVERYBODY);
        rows.put(Action.READ_METADATA, EVERYBODY);
        rows.put(Action.READ_CONTENT, EVERYBODY);
        rows.put(Action.ORDER_DIP, only(ARCHIVIST, PRESERVATION_OFFICER, DEPOSITOR, PORTAL, CITIZEN));
        rows.put(Action.HARVEST, EVERYBODY);
        rows.put(Action.QUERY_GRAPH, EVERYBODY);
        rows.put(Action.SEE_EVENTS, only(ARCHIVIST, PRESERVATION_OFFICER, ADMINISTRATOR, AUDITOR));
        rows.put(Action.SEE_FIXITY, only(ARCHIVIST, PRESERVATION_OFFICER, ADMINISTRATOR, AUDITOR));
        rows.put(Action.RUN_FIXITY, only(PRESERVATION_OFFICER));
        rows.put(Action.SEE_RETENTION, only(ARCHIVIST, PRESERVATION_OFFICER, DEPOSITOR, AUDITOR));
        rows.put(Action.EDIT_RETENTION, only(ARCHIVIST));
        rows.put(Action.SEE_ACCOUNTS, only(ADMINISTRATOR, AUDITOR));
        rows.put(Action.EDIT_ACCOUNTS, only(ADMINISTRATOR));
        rows.put(Action.SEE_OPERATIONS, only(ADMINISTRATOR, PRESERVATION_OFFICER, AUDITOR));
        rows.put(Action.OWN_SESSION, new Row(false, EnumSet.allOf(Role.class)));
    }

    boolean allows(Requester requester, Action action) {
        Row row = rows.get(action);
        return row != null
                && (requester.anonymous()
                        ? row.anonymous()
                        : requester.roles().stream().anyMatch(row.roles()::contains));
    }

    private static Row only(Role... roles) {
        EnumSet<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(Arrays.asList(roles));
        return new Row(false, set);
    }

    private record Row(boolean anonymous, Set<Role> roles) {}
}
