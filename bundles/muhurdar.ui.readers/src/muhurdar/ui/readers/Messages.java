package muhurdar.ui.readers;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Column_Age = "";
	static String Column_Card = "";
	static String Column_Errors = "";
	static String Column_Fault = "";
	static String Column_Insertions = "";
	static String Column_Institution = "";
	static String Column_Model = "";
	static String Column_Number = "";
	static String Column_Owner = "";
	static String Column_Place = "";
	static String Column_Reader = "";
	static String Column_Serial = "";
	static String Column_Slot = "";
	static String Column_Speed = "";
	static String Column_State = "";
	static String Column_Tries = "";
	static String Connected_ChooseFirst = "";
	static String Connected_Chosen = "";
	static String Connected_Doctor = "";
	static String Connected_Empty = "";
	static String Connected_Identify = "";
	static String Connected_NoBench = "";
	static String Connected_Title = "";
	static String Doctor_Check = "";
	static String Doctor_Close = "";
	static String Doctor_Detail = "";
	static String Doctor_Explanation = "";
	static String Doctor_Finding = "";
	static String Doctor_Result = "";
	static String Doctor_Return = "";
	static String Doctor_Running = "";
	static String Doctor_Steps = "";
	static String Doctor_Stop = "";
	static String Doctor_Title = "";
	static String Identify_Atr = "";
	static String Identify_File = "";
	static String Identify_Flaws = "";
	static String Identify_Knows = "";
	static String Identify_KnowsNot = "";
	static String Identify_Save = "";
	static String Identify_Saved = "";
	static String Identify_Text = "";
	static String Identify_There = "";
	static String Identify_Title = "";
	static String Model_Driver = "";
	static String Model_Faults = "";
	static String Model_Name = "";
	static String Model_Picture = "";
	static String Model_Unknown = "";
	static String Move_Does = "";
	static String Move_Done = "";
	static String Move_Note = "";
	static String Move_Noted = "";
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
