package muhurdar.card.pkcs11;

import static muhurdar.card.pkcs11.Template.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.MasterKeyring;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.TokenTrouble;
import muhurdar.domain.Why;

/**
 * Card master keys that a token made and does not let out: generic secrets of 32 bytes with the labels {@code puk-1},
 * {@code puk-2}, … The token is found by its label at the first question; the session then stays open, and a token that
 * was out meanwhile is logged in to again. Only {@link Settings#CARD_KEY_STORE} makes it load a module.
 */
@Component
public final class TokenKeyring implements MasterKeyring {

	private static final Logger LOG = LoggerFactory.getLogger(TokenKeyring.class);
	private static final long CKK_GENERIC_SECRET = 0x10;
	private static final int KEY_LENGTH = 32;
	private static final String PREFIX = "puk-";
	private static final Pattern LABEL = Pattern.compile(PREFIX + "([1-9][0-9]{0,8})");
	/** With fewer the PIN is not tried: the last one is somebody's who looks at what he types. */
	private static final int FEWEST_TRIES = 2;

	/** Logged in. */
	private record Session(Cryptoki module, long slot, long handle) {

		List<Long> find(Template template) {
			return module.findObjects(handle, template.number(CKA_CLASS, CKO_SECRET_KEY)
					.number(CKA_KEY_TYPE, CKK_GENERIC_SECRET).flag(CKA_TOKEN, true));
		}
	}

	private final Settings settings;
	private @Nullable Cryptoki loaded;
	private @Nullable Session kept;
	private boolean pinRefused;

	@Activate
	public TokenKeyring(@Reference Settings settings) {
		this.settings = settings;
	}

	/** Of the token that is set; empty if there is none. */
	static Optional<String> label(Settings settings) {
		return settings.get(Settings.CARD_KEY_STORE).equals("pkcs11") ? Optional.of(settings.get(Settings.CARD_KEY_TOKEN))
				: Optional.empty();
	}

	/** Whether a token of that label is in the slot. */
	static boolean isIn(Cryptoki module, long slot, String label) {
		try {
			return module.slotInfo(slot).tokenPresent() && module.tokenInfo(slot).label().equals(label);
		} catch (CardFault | ReaderFault e) {
			LOG.debug("slot {} does not tell its token's label", slot, e);
			return false;
		}
	}

	@Override
	public SortedSet<Integer> versions() {
		return ask(session -> {
			SortedSet<Integer> versions = new TreeSet<>();
			for (long key : session.find(new Template())) {
				Matcher label = LABEL.matcher(session.module().attribute(session.handle(), key, CKA_LABEL)
						.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(""));
				if (label.matches()) {
					versions.add(Integer.valueOf(label.group(1)));
				}
			}
			return versions;
		});
	}

	@Override
	public void make(int version) {
		ask(session -> {
			if (find(session, version).isEmpty()) {
				session.module().generateKey(session.handle(), Cryptoki.CKM_GENERIC_SECRET_KEY_GEN, key(version));
				LOG.info("card master key {} was made on the token {}", version, settings.get(Settings.CARD_KEY_TOKEN));
			}
			return version;
		});
	}

	/** It computes MACs and does nothing else. */
	private static Template key(int version) {
		return new Template().number(CKA_CLASS, CKO_SECRET_KEY).number(CKA_KEY_TYPE, CKK_GENERIC_SECRET)
				.number(CKA_VALUE_LEN, KEY_LENGTH).text(CKA_LABEL, PREFIX + version)
				.with(CKA_ID, ByteBuffer.allocate(Integer.BYTES).putInt(version).array()).flag(CKA_TOKEN, true)
				.flag(CKA_PRIVATE, true).flag(CKA_SENSITIVE, true).flag(CKA_EXTRACTABLE, false).flag(CKA_SIGN, true)
				.flag(CKA_VERIFY, false).flag(CKA_ENCRYPT, false).flag(CKA_DECRYPT, false).flag(CKA_WRAP, false)
				.flag(CKA_UNWRAP, false);
	}

	@Override
	public byte[] hmacSha256(int version, byte[] data) {
		return ask(session -> {
			long key = find(session, version).orElseThrow(() -> new Refusal(Why.CARD_KEY_MISSING, version));
			return session.module().sign(session.handle(), Cryptoki.CKM_SHA256_HMAC, key, data);
		});
	}

	private static Optional<Long> find(Session session, int version) {
		List<Long> found = session.find(new Template().text(CKA_LABEL, PREFIX + version));
		if (found.size() > 1) {
			throw unusable(TokenTrouble.KEY_TWICE, null);
		}
		return found.stream().findFirst();
	}

	/** A session that has died is replaced by a new one, once. */
	private synchronized <T> T ask(Function<Session, T> question) {
		Session before = kept;
		if (before != null) {
			try {
				return question.apply(before);
			} catch (CardFault | ReaderFault e) {
				LOG.info("the token with the card master keys is looked for again: {}", e.getMessage());
				end(before);
			}
		}
		try {
			Session fresh = login();
			kept = fresh;
			return question.apply(fresh);
		} catch (CardFault | ReaderFault e) {
			throw unusable(TokenTrouble.FAILED, e);
		}
	}

	private Session login() {
		Cryptoki module = module();
		long slot = slot(module);
		if (pinRefused) {
			throw unusable(TokenTrouble.PIN_REFUSED, null);
		}
		if (module.tokenInfo(slot).userTries() < FEWEST_TRIES) {
			throw unusable(TokenTrouble.PIN_TRIES, null);
		}
		try (Secret pin = pin()) {
			Session session = new Session(module, slot, module.openSession(slot));
			try {
				module.login(session.handle(), Cryptoki.CKU_USER, pin);
				return session;
			} catch (CardFault e) {
				end(session);
				pinRefused = e.statusWord() == Ckr.WRONG_PIN;
				throw pinRefused ? unusable(TokenTrouble.PIN_REFUSED, e) : e;
			}
		}
	}

	private Cryptoki module() {
		Cryptoki module = loaded;
		if (module == null) {
			try {
				module = Pkcs11Driver.load(Path.of(given(Settings.CARD_KEY_MODULE)), settings);
			} catch (ReaderFault e) {
				throw unusable(TokenTrouble.MODULE, e);
			}
			loaded = module;
		}
		return module;
	}

	private long slot(Cryptoki module) {
		String label = given(Settings.CARD_KEY_TOKEN);
		List<Long> found = module.slots().stream().filter(slot -> isIn(module, slot, label)).toList();
		return switch (found.size()) {
		case 0 -> throw unusable(TokenTrouble.ABSENT, null);
		case 1 -> found.getFirst();
		default -> throw unusable(TokenTrouble.AMBIGUOUS, null);
		};
	}

	private Secret pin() {
		Path file = Path.of(given(Settings.CARD_KEY_PIN_FILE));
		try {
			if (!PinFile.ownerOnly(file)) {
				throw unusable(TokenTrouble.PIN_FILE_OPEN, null);
			}
			return PinFile.read(file);
		} catch (IOException e) {
			throw unusable(TokenTrouble.PIN_FILE, e);
		}
	}

	private String given(Setting<String> setting) {
		String text = settings.get(setting);
		if (text.isEmpty()) {
			throw new Refusal(Why.FIELD_MISSING, setting.key());
		}
		return text;
	}

	private static Refusal unusable(TokenTrouble why, @Nullable Throwable cause) {
		LOG.warn("token with the card master keys: {} {}", why, cause == null ? "" : cause.getMessage());
		return cause == null ? new Refusal(Why.CARD_KEY_TOKEN, why) : new Refusal(Why.CARD_KEY_TOKEN, cause, why);
	}

	/** And with it the login. */
	private void end(Session session) {
		kept = null;
		try {
			session.module().closeAllSessions(session.slot());
		} catch (CardFault | ReaderFault e) {
			LOG.debug("sessions of slot {} could not be closed, the token is gone or its module", session.slot(), e);
		}
	}

	@Deactivate
	synchronized void close() {
		Session session = kept;
		if (session != null) {
			end(session);
		}
		Cryptoki module = loaded;
		if (module != null) {
			module.close();
		}
	}
}
