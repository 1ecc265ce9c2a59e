package muhurdar.domain;

/** Where a courier finds the holder. @param postcode five digits, the first two are the province's plate code */
public record Address(String line, String district, String province, String postcode) {
}
