package vn.khoso.preservation.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One bucket, or what lies below a prefix of it: single calls and what the store answers. Keys are relative to the prefix.
 *
 * <p>Nothing here believes the store: entity tags are only for conditions, and lengths are compared.
 */
final class S3Bucket implements AutoCloseable {

    /** Most that one call reads. */
    static final int RANGE = 4 * 1024 * 1024;

    /** More than senders and readers that ask at the same time; idle ones are closed. */
    private static final int CONNECTIONS = 64;

    private static final int PAGE = 1_000;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Calls calls;

    S3Bucket(S3Place place) {
        this.bucket = place.bucket();
        this.prefix = place.prefix().isEmpty() ? "" : place.prefix() + "/";
        this.calls = new Calls(place.limits());
        this.client = client(place);
    }

    private static S3Client client(S3Place place) {
        S3Place.Limits limits = place.limits();
        var builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(limits.connect())
                        .connectionAcquisitionTimeout(limits.connect())
                        .socketTimeout(limits.read())
                        .maxConnections(CONNECTIONS)
                        .expectContinueEnabled(false)
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariableValues(false)
                                .build()))
                .region(Region.of(place.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        place.credentials().key(), place.credentials().secret())))
                // Ceph refuses the trailers that are usual otherwise; bytes are compared by ourselves anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .pathStyleAccessEnabled(place.pathStyle())
                        .build())
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        place.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Who keeps time, for whoever repeats more than one call. */
    Calls calls() {
        return calls;
    }

    private String key(String relative) {
        return prefix + relative;
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration most) {
        return configuration -> configuration.apiCallTimeout(most).apiCallAttemptTimeout(most);
    }

    /**
     * A part of a file.
     *
     * @param total size of the whole file
     * @param tag for conditions: as long as it is the same, the file is
     */
    record Part(byte[] bytes, long total, String tag) {}

    /**
     * @param length at most {@link #RANGE}; fewer bytes come only at the file's end
     * @param tag the file must still have; empty for any
     */
    Answer<Part> read(String key, long offset, int length, Optional<String> tag) {
        String what = "read " + key;
        return calls.repeated(what, most -> {
            try {
                return client.getObject(
                        get -> {
                            get.bucket(bucket).key(key(key)).range("bytes=" + offset + "-" + (offset + length - 1));
                            tag.ifPresent(get::ifMatch);
                            get.overrideConfiguration(within(most));
                        },
                        (GetObjectResponse said, AbortableInputStream body) -> part(said, body, offset, length));
            } catch (S3Exception said) {
                if (said.statusCode() != RANGE_NOT_SATISFIABLE) {
                    throw said;
                }
                // An empty file has no part that could be asked for.
                return nothingOf(key, offset, most);
            }
        });
    }

    private Part nothingOf(String key, long offset, Duration most) {
        HeadObjectResponse said =
                client.headObject(head -> head.bucket(bucket).key(key(key)).overrideConfiguration(within(most)));
        if (said.contentLength() > offset) {
            throw S3Exception.builder()
                    .statusCode(RANGE_NOT_SATISFIABLE)
                    .message("refuses a range of what it has")
                    .build();
        }
        return new Part(new byte[0], said.contentLength(), said.eTag());
    }

    private static Part part(GetObjectResponse said, AbortableInputStream body, long offset, int length)
            throws IOException {
        long total = total(said);
        byte[] bytes = body.readNBytes((int) Math.min(length, Math.max(0, total - offset)));
        // Asked for its end, the connection serves the next call too.
        if (offset + bytes.length < Math.min(total, offset + length) || body.read() >= 0) {
            throw new IOException("the answer has other than the " + bytes.length + " bytes that it should have");
        }
        return new Part(bytes, total, String.valueOf(said.eTag()));
    }

    private static long total(GetObjectResponse said) throws IOException {
        String range = said.contentRange();
        if (range == null || !range.matches("bytes [0-9]+-[0-9]+/[0-9]+")) {
            throw new IOException("a part was asked for, the answer does not say of what");
        }
        return Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    /** Writes; asked once, the caller looks what became of it. @param body gives the bytes from their beginning every time */
    Answer<String> put(String key, long length, Supplier<InputStream> body, Condition condition) {
        return calls.once(
                "put " + key,
                most -> String.valueOf(client.putObject(
                                put -> {
                                    put.bucket(bucket).key(key(key)).overrideConfiguration(within(most));
                                    condition.absent().ifPresent(put::ifNoneMatch);
                                    condition.tag().ifPresent(put::ifMatch);
                                },
                                body(length, body))
                        .eTag()));
    }

    private static RequestBody body(long length, Supplier<InputStream> body) {
        return RequestBody.fromContentProvider(body::get, length, "application/octet-stream");
    }

    /** Under which condition a key is written. @param absent {@code *} when nothing may be there @param tag what must be there */
    record Condition(Optional<String> absent, Optional<String> tag) {

        static final Condition NONE = new Condition(Optional.empty(), Optional.empty());
        static final Condition NEW = new Condition(Optional.of("*"), Optional.empty());

        static Condition over(String tag) {
            return new Condition(Optional.empty(), Optional.of(tag));
        }
    }

    Answer<String> delete(String key) {
        return calls.repeated("delete " + key, most -> {
            client.deleteObject(delete -> delete.bucket(bucket).key(key(key)).overrideConfiguration(within(most)));
            return key;
        });
    }

    /**
     * A page of names.
     *
     * @param keys relative to the bucket's prefix
     * @param folders what lies deeper, when it was asked for by folder; with the slash at the end
     * @param next where the next page goes on; empty for the last one
     */
    record Names(List<String> keys, List<String> folders, Optional<String> next) {}

    /** @param byFolder whether what lies deeper is named by its folder only @param from as the page before said */
    Answer<Names> list(String below, boolean byFolder, Optional<String> from) {
        return calls.repeated("list " + below, most -> {
            ListObjectsV2Response said = client.listObjectsV2(list -> {
                list.bucket(bucket).prefix(key(below)).maxKeys(PAGE).overrideConfiguration(within(most));
                if (byFolder) {
                    list.delimiter("/");
                }
                from.ifPresent(list::continuationToken);
            });
            return new Names(
                    said.contents().stream()
                            .map(S3Object::key)
                            .map(this::relative)
                            .toList(),
                    said.commonPrefixes().stream()
                            .map(CommonPrefix::prefix)
                            .map(this::relative)
                            .toList(),
                    Boolean.TRUE.equals(said.isTruncated())
                            ? Optional.ofNullable(said.nextContinuationToken())
                            : Optional.empty());
        });
    }

    /** All names below, page by page. */
    List<String> keys(String below) {
        List<String> keys = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Names page = list(below, false, next).given("list " + below);
            keys.addAll(page.keys());
            next = page.next();
        } while (next.isPresent());
        return keys;
    }

    /** Folders and files right below, page by page. */
    List<String> entries(String below) {
        List<String> entries = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Names page = list(below, true, next).given("list " + below);
            entries.addAll(page.folders());
            entries.addAll(page.keys());
            next = page.next();
        } while (next.isPresent());
        return entries;
    }

    private String relative(String key) {
        return key.substring(prefix.length());
    }

    /** An upload in parts. @param id given by the store */
    record Upload(String key, String id) {}

    /** Asked once: an upload whose number is not heard is swept away later. */
    Answer<Upload> begin(String key) {
        return calls.once(
                "begin " + key,
                most -> new Upload(
                        key,
                        client.createMultipartUpload(create ->
                                        create.bucket(bucket).key(key(key)).overrideConfiguration(within(most)))
                                .uploadId()));
    }

    /** @param number from 1 to 10,000 */
    Answer<CompletedPart> part(Upload upload, int number, long length, Supplier<InputStream> body) {
        return calls.repeated(
                "put part " + number + " of " + upload.key(),
                most -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(client.uploadPart(
                                        part -> part.bucket(bucket)
                                                .key(key(upload.key()))
                                                .uploadId(upload.id())
                                                .partNumber(number)
                                                .overrideConfiguration(within(most)),
                                        body(length, body))
                                .eTag())
                        .build());
    }

    /** Asked once; the caller looks what became of it. */
    Answer<Upload> complete(Upload upload, List<CompletedPart> parts) {
        return calls.once("complete " + upload.key(), most -> {
            client.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(key(upload.key()))
                    .uploadId(upload.id())
                    .multipartUpload(all -> all.parts(parts))
                    .overrideConfiguration(within(most)));
            return upload;
        });
    }

    Answer<Upload> abort(Upload upload) {
        return calls.repeated("abort " + upload.key(), most -> {
            client.abortMultipartUpload(abort -> abort.bucket(bucket)
                    .key(key(upload.key()))
                    .uploadId(upload.id())
                    .overrideConfiguration(within(most)));
            return upload;
        });
    }

    /** Uploads that were begun below the prefix and neither completed nor aborted. */
    List<Upload> uploads() {
        List<Upload> found = new ArrayList<>();
        Optional<ListMultipartUploadsResponse> last = Optional.empty();
        do {
            Optional<ListMultipartUploadsResponse> before = last;
            ListMultipartUploadsResponse page = calls.repeated(
                            "list uploads",
                            most -> client.listMultipartUploads(list -> {
                                list.bucket(bucket).prefix(prefix).overrideConfiguration(within(most));
                                before.ifPresent(said ->
                                        list.keyMarker(said.nextKeyMarker()).uploadIdMarker(said.nextUploadIdMarker()));
                            }))
                    .given("list uploads");
            page.uploads().stream()
                    .filter(upload -> upload.key().startsWith(prefix))
                    .map(upload -> new Upload(relative(upload.key()), upload.uploadId()))
                    .forEach(found::add);
            last = Boolean.TRUE.equals(page.isTruncated()) ? Optional.of(page) : Optional.empty();
        } while (last.isPresent());
        return found;
    }

    @Override
    public void close() {
        client.close();
    }
}
