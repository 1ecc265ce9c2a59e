package org.eclipse.swtbot.swt.finder.widgets;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;

import org.eclipse.swt.widgets.DateTime;

/** Drives a date or time field, in the local time zone. */
public class SWTBotDateTime extends AbstractSWTBotControl<DateTime> {

	public SWTBotDateTime(DateTime widget) {
		super(widget);
	}

	/** Date and time of the field, to the second. */
	public Date getDate() {
		LocalDateTime local = ask(() -> LocalDateTime.of(widget.getYear(), widget.getMonth() + 1, widget.getDay(),
				widget.getHours(), widget.getMinutes(), widget.getSeconds()));
		return Date.from(local.atZone(ZoneId.systemDefault()).toInstant());
	}

	public void setDate(Date date) {
		LocalDateTime local = LocalDateTime.ofInstant(date.toInstant(), ZoneId.systemDefault());
		choose(() -> {
			widget.setDate(local.getYear(), local.getMonthValue() - 1, local.getDayOfMonth());
			widget.setTime(local.getHour(), local.getMinute(), local.getSecond());
		});
	}
}
