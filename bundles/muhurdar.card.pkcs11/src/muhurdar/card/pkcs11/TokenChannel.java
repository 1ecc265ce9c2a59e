package muhurdar.card.pkcs11;

import java.nio.ByteBuffer;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/**
 * A token held by one user. No commands go to a card through it, since PKCS#11 has no way to send any: whoever tries is
 * answered 6D00 (instruction not supported). Used by one thread.
 */
final class TokenChannel implements CardChannel {

	/**
	 * PKCS#11 does not tell the answer to reset, so one is made up: T=0, fifteen historical bytes, "PKCS#11" and the
	 * slot's id in eight bytes. Here the part that is always the same.
	 */
	static final String ATR = "3B0F" + "504B4353233131";

	private static final byte[] INSTRUCTION_NOT_SUPPORTED = { 0x6D, 0 };
	private static final Logger LOG = LoggerFactory.getLogger(TokenChannel.class);

	private final Cryptoki module;
	private final long slot;
	private final Runnable released;
	private @Nullable Long session;
	private @Nullable Secret temporaryPin;
	private boolean closed;

	TokenChannel(Cryptoki module, long slot, Runnable released) {
		this.module = module;
		this.slot = slot;
		this.released = released;
	}

	@Override
	public Bytes atr() {
		byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(slot).array();
		return Bytes.ofHex(ATR + Bytes.of(id).toHex());
	}

	@Override
	public byte[] transmit(byte[] command) {
		module(); // a closed channel answers nothing
		return INSTRUCTION_NOT_SUPPORTED.clone();
	}

	Cryptoki module() {
		if (closed) {
			throw new IllegalStateException("channel is closed");
		}
		return module;
	}

	TokenInfo info() {
		return module().tokenInfo(slot);
	}

	/** Opened when it is first needed: a token without a session alone can be initialised. */
	long session() {
		Long open = session;
		if (open == null) {
			open = module().openSession(slot);
			session = open;
		}
		return open;
	}

	void initialise(Secret soPin, String label) {
		module().initToken(slot, soPin, label);
	}

	/** The user's PIN for the time of the personalisation, null if there is none; wiped when the channel is closed. */
	@Nullable
	Secret temporaryPin() {
		return temporaryPin;
	}

	void temporaryPin(@Nullable Secret pin) {
		Secret before = temporaryPin;
		if (before != null) {
			before.close();
		}
		temporaryPin = pin;
	}

	@Override
	public void close() {
		if (closed) {
			return;
		}
		temporaryPin(null);
		try {
			if (session != null) {
				module.closeAllSessions(slot); // and with them the login
			}
		} catch (CardFault | ReaderFault e) {
			LOG.debug("sessions of slot {} could not be closed, the token is gone or its module", slot, e);
		} finally {
			closed = true;
			released.run();
		}
	}
}
