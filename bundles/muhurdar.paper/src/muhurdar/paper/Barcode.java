package muhurdar.paper;

import com.google.zxing.WriterException;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** Barcodes as rows of modules, true is dark; without the quiet zone. */
final class Barcode {

	private Barcode() {
	}

	/** ISO/IEC 15417. @param text printable ASCII */
	static boolean[][] code128(String text) {
		return new boolean[][] { new Code128Writer().encode(text) };
	}

	/** ISO/IEC 18004, error correction M: 15 % of it may be scratched. */
	static boolean[][] qr(String text) {
		try {
			ByteMatrix code = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
			boolean[][] rows = new boolean[code.getHeight()][code.getWidth()];
			for (int y = 0; y < rows.length; y++) {
				for (int x = 0; x < rows[y].length; x++) {
					rows[y][x] = code.get(x, y) == 1;
				}
			}
			return rows;
		} catch (WriterException e) {
			throw new IllegalArgumentException(e);
		}
	}
}
