package vn.khoso.schemas.submission;

/**
 * The only acknowledgement the archive gives: the receipt's exact bytes and their seal.
 *
 * @param document canonical JSON, UTF-8
 * @param signature CMS SignedData over {@code document}, detached, DER (RFC 5652)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are handed on as they are
public record SignedReceipt(byte[] document, byte[] signature) {}
