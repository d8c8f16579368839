package vn.khoso.server.security;

import java.util.Optional;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;

/** Whether somebody may try an action at all: the door of the one decision function, put in by the assembly. */
@FunctionalInterface
public interface RouteDecision {

    /** Empty when he may, otherwise why not. */
    Optional<Refusal> decide(Requester requester, Action action);

    /** Why not, in both languages. */
    record Refusal(String vi, String en) {}
}
