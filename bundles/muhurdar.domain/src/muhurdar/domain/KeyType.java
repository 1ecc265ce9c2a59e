package muhurdar.domain;

/** What kind of key pair a card makes. */
public enum KeyType {
	RSA_2048, EC_P256, EC_P384
}
