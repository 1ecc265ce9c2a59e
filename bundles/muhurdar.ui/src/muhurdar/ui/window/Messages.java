package muhurdar.ui.window;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Banner_Close = "";
	static String Foot_Failed = "";
	static String Rail_Counting = "";
	static String Rail_Spoken = "";
	static String Start_Close = "";
	static String Start_Demo = "";
	static String Start_Enter = "";
	static String Start_Failed = "";
	static String Start_Heading = "";
	static String Start_NoServices = "";
	static String Start_Preparing = "";
	static String Start_Quit = "";
	static String Start_Title = "";
	static String Start_Users = "";
	static String Status_AskingCa = "";
	static String Status_Ca = "";
	static String Status_CaSilent = "";
	static String Status_Counting = "";
	static String Status_Left = "";
	static String Status_NoBench = "";
	static String Status_NoCa = "";
	static String Status_NoReaders = "";
	static String Status_NoStore = "";
	static String Status_Readers = "";
	static String Status_Run = "";
	static String Status_Store = "";
	static String Status_StoreAsked = "";
	static String Status_TestCa = "";
	static String Top_About = "";
	static String Top_AboutText = "";
	static String Top_Demo = "";
	static String Top_DemoExplained = "";
	static String Top_DemoTip = "";
	static String Top_More = "";
	static String Top_NotFound = "";
	static String Top_Quit = "";
	static String Top_Search = "";
	static String Top_SearchHint = "";
	static String Top_SearchTip = "";
	static String Top_Searching = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
