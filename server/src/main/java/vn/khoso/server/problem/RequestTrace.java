package vn.khoso.server.problem;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What an answer to a failed request needs to know of the request. */
@RequestScoped
public class RequestTrace {

    private String id = "";
    private String asked = "";
    private List<MediaType> accepted = List.of();

    /** Called once, at the door. @param what method and path, without the query */
    public void begin(String traceId, String what, List<MediaType> types) {
        this.id = traceId;
        this.asked = what;
        this.accepted = List.copyOf(types);
    }

    public String id() {
        return id;
    }

    /** Method and path. */
    public String asked() {
        return asked;
    }

    public List<MediaType> accepted() {
        return accepted;
    }
}
