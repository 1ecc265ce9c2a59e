package muhurdar.api;

import muhurdar.domain.Secret;

/** Passwords of key stores, vault and database; made at random on first use and kept in a file of mode 600. */
public interface KeyStorePasswords {

	/** The password of that name; the caller closes it. Always the same one for the same name. */
	Secret password(String name);
}
