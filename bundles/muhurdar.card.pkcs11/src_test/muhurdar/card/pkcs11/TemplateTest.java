package muhurdar.card.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

class TemplateTest {

	@Test
	void itIsAnArrayOfTypePointerLengthAndThePointersPointToTheValues() {
		Template template = new Template().number(Template.CKA_CLASS, Template.CKO_CERTIFICATE).flag(Template.CKA_TOKEN, true)
				.text(Template.CKA_LABEL, "Işıl").with(Template.CKA_ID, (byte) 1).with(Template.CKA_VALUE);
		try (Memory memory = template.memory()) {
			assertEquals(5, template.size());
			assertEquals(Template.CKO_CERTIFICATE, Template.ulong(value(memory, 0, Template.CKA_CLASS)));
			assertArrayEquals(new byte[] { 1 }, value(memory, 1, Template.CKA_TOKEN));
			assertArrayEquals(new byte[] { 'I', (byte) 0xC5, (byte) 0x9F, (byte) 0xC4, (byte) 0xB1, 'l' },
					value(memory, 2, Template.CKA_LABEL));
			assertArrayEquals(new byte[] { 1 }, value(memory, 3, Template.CKA_ID));
			assertEquals(Pointer.NULL, memory.getPointer(4L * Template.ENTRY + Template.ULONG));
		}
	}

	@Test
	void withoutAttributesItIsEmpty() {
		Template template = new Template();
		assertEquals(0, template.size());
		template.memory().close();
	}

	private static byte[] value(Memory memory, int index, long type) {
		long at = (long) index * Template.ENTRY;
		assertEquals(type, Template.get(memory, at));
		int length = (int) Template.get(memory, at + Template.ULONG + Native.POINTER_SIZE);
		return memory.getPointer(at + Template.ULONG).getByteArray(0, length);
	}
}
