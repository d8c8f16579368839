package vn.khoso.access.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khoso.access.Discovery;
import vn.khoso.access.step.GraphAnswer;
import vn.khoso.access.step.GraphAnswer.Form;

/** SPARQL 1.1 protocol, read only: GET, POST of a form, POST of a query. The same public graph for everybody. */
@Path("sparql")
@Dependent
public final class SparqlResource {

    private static final String FORMS = "SELECT, ASK: " + mediaTypes(Form.JSON, Form.XML, Form.CSV)
            + "; CONSTRUCT, DESCRIBE: " + mediaTypes(Form.TURTLE, Form.N_TRIPLES, Form.RDF_XML);

    private final Discovery discovery;

    @Inject
    public SparqlResource(Discovery discovery) {
        this.discovery = discovery;
    }

    @GET
    public Response asked(@Context ContainerRequestContext request) {
        return answered(request.getUriInfo().getQueryParameters(), request);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response posted(@Nullable MultivaluedMap<String, String> form, @Context ContainerRequestContext request) {
        return answered(form == null ? new MultivaluedHashMap<>() : form, request);
    }

    @POST
    @Consumes("application/sparql-query")
    public Response sent(byte[] query, @Context ContainerRequestContext request) {
        return run(new String(query, StandardCharsets.UTF_8), request);
    }

    private Response answered(MultivaluedMap<String, String> given, ContainerRequestContext request) {
        List<String> queries = given.getOrDefault("query", List.of());
        boolean elsewhere = given.containsKey("default-graph-uri")
                || given.containsKey("named-graph-uri")
                || given.containsKey("update");
        if (queries.size() != 1 || elsewhere) {
            throw new Refusal(request)
                    .malformed(
                            "query",
                            "Cần đúng một tham số query, không kèm đồ thị hay cập nhật.",
                            "Exactly one query parameter is needed, without graphs or updates.");
        }
        return run(queries.getFirst(), request);
    }

    private Response run(String query, ContainerRequestContext request) {
        Refusal refusal = new Refusal(request);
        return switch (discovery.query(query, acceptable(request))) {
            case GraphAnswer.Complete complete ->
                Response.ok(complete.body(), complete.form().mediaType() + ";charset=UTF-8")
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .build();
            case GraphAnswer.Refused refused ->
                refusal.answer(
                        400,
                        refused.code(),
                        refused.whyVi(),
                        refused.whyEn(),
                        "query",
                        "Sửa câu truy vấn rồi gửi lại.",
                        "Correct the query, then send it again.");
            case GraphAnswer.NotAcceptable none ->
                refusal.answer(
                        406,
                        "NOT_ACCEPTABLE",
                        "Không có dạng phù hợp với loại truy vấn này.",
                        "No acceptable form suits this kind of query.",
                        "Accept",
                        "Gửi Accept là một trong: " + FORMS,
                        "Send one of these in Accept: " + FORMS);
            case GraphAnswer.TooLarge large ->
                refusal.answer(
                        422,
                        large.code(),
                        large.whyVi(),
                        large.whyEn(),
                        "query",
                        "Thu hẹp câu truy vấn.",
                        "Narrow the query.");
            case GraphAnswer.Busy busy ->
                Response.fromResponse(refusal.answer(
                                503,
                                "GRAPH_BUSY",
                                "Đang có quá nhiều truy vấn.",
                                "Too many queries are running.",
                                "",
                                "Thử lại sau.",
                                "Try again later."))
                        .header(HttpHeaders.RETRY_AFTER, busy.retryAfterSeconds())
                        .build();
        };
    }

    /** In the order of the Accept header; without one, the usual forms. */
    private static List<Form> acceptable(ContainerRequestContext request) {
        return request.getAcceptableMediaTypes().stream()
                .flatMap(type -> Stream.of(Form.values()).filter(form -> suits(type, form)))
                .distinct()
                .toList();
    }

    private static boolean suits(MediaType type, Form form) {
        MediaType own = MediaType.valueOf(form.mediaType());
        boolean json = form == Form.JSON && type.getSubtype().equals("json");
        boolean xml = form == Form.XML && type.getSubtype().equals("xml");
        return json || xml || type.isCompatible(own);
    }

    private static String mediaTypes(Form... forms) {
        return String.join(", ", Stream.of(forms).map(Form::mediaType).toList());
    }
}
