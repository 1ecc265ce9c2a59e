package muhurdar.reader.pcsc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFacts;
import muhurdar.api.spi.ReaderInquiry;
import muhurdar.domain.Bytes;

/**
 * What any reader may say of itself by the vendor attributes of PC/SC part 3. libccid and libacsccid give the release
 * number of the USB device (bcdDevice) as the version: that is the reader's firmware.
 */
@Component(property = ReaderInquiry.MODEL + "=*")
public final class StandardInquiry implements ReaderInquiry {

	private static final int VENDOR_NAME = 0x00010100;
	private static final int VENDOR_IFD_TYPE = 0x00010101;
	private static final int VENDOR_IFD_VERSION = 0x00010102;
	private static final int VENDOR_IFD_SERIAL_NO = 0x00010103;

	@Activate
	public StandardInquiry() {
		// asks when it is asked
	}

	@Override
	public ReaderFacts ask(ReaderControl control) {
		return new ReaderFacts(text(control.attribute(VENDOR_NAME)), text(control.attribute(VENDOR_IFD_TYPE)),
				version(control.attribute(VENDOR_IFD_VERSION)), text(control.attribute(VENDOR_IFD_SERIAL_NO)));
	}

	private static String text(Optional<Bytes> value) {
		return value.map(bytes -> new String(bytes.toArray(), StandardCharsets.ISO_8859_1).replace("\0", "").strip()).orElse("");
	}

	/** 0xMMmmbbbb in the computer's byte order. */
	private static String version(Optional<Bytes> value) {
		return value.filter(bytes -> bytes.length() >= 4).map(bytes -> {
			int version = ByteBuffer.wrap(bytes.toArray()).order(ByteOrder.nativeOrder()).getInt();
			return version == 0 ? "" : "%x.%02x".formatted(version >>> 24, version >>> 16 & 0xFF);
		}).orElse("");
	}
}
