package muhurdar.ui.readers;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Column_Age = "";
	static String Column_Fault = "";
	static String Column_Institution = "";
	static String Column_Model = "";
	static String Column_Number = "";
	static String Column_Owner = "";
	static String Column_Place = "";
	static String Column_Reader = "";
	static String Column_Serial = "";
	static String Column_State = "";
	static String Connected_Empty = "";
	static String Connected_NoBench = "";
	static String Connected_Title = "";
	static String Move_Does = "";
	static String Move_Done = "";
	static String Move_Note = "";
	static String Move_NoteNeeded = "";
	static String Move_Now = "";
	static String Move_Title = "";
	static String Move_To = "";
	static String Report_ChoosePerson = "";
	static String Report_Does = "";
	static String Report_Done = "";
	static String Report_Explanation = "";
	static String Report_Fault = "";
	static String Report_Found = "";
	static String Report_Institutions = "";
	static String Report_NobodyFound = "";
	static String Report_Person = "";
	static String Report_PersonHint = "";
	static String Report_Searching = "";
	static String Report_Title = "";
	static String Returns_AllStates = "";
	static String Returns_ChooseFirst = "";
	static String Returns_Days = "";
	static String Returns_Empty = "";
	static String Returns_Ended = "";
	static String Returns_Move = "";
	static String Returns_Report = "";
	static String Returns_Title = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
