package muhurdar.ui.production;

import muhurdar.ui.Texts;

/** The texts of this package. */
final class Messages {

	static String Batches_Blocked = "";
	static String Batches_ChooseOne = "";
	static String Batches_Count = "";
	static String Batches_Here = "";
	static String Batches_Moved = "";
	static String Batches_None = "";
	static String Batches_NotHere = "";
	static String Batches_NothingLeft = "";
	static String Batches_SecondSignature = "";
	static String Batches_Title = "";
	static String Batches_ToCount = "";
	static String Cancel_Action = "";
	static String Close_Action = "";
	static String Column_Batch = "";
	static String Column_Card = "";
	static String Column_Desk = "";
	static String Column_Done = "";
	static String Column_End = "";
	static String Column_Envelope = "";
	static String Column_Institution = "";
	static String Column_Key = "";
	static String Column_Name = "";
	static String Column_Order = "";
	static String Column_Orders = "";
	static String Column_Planned = "";
	static String Column_Reader = "";
	static String Column_Result = "";
	static String Column_Spoiled = "";
	static String Column_State = "";
	static String Column_Time = "";
	static String Column_Took = "";
	static String Count_Action = "";
	static String GiveUp_Action = "";
	static String GiveUp_Because = "";
	static String GiveUp_Do = "";
	static String GiveUp_Done = "";
	static String GiveUp_Explained = "";
	static String GiveUp_HalfMade = "";
	static String GiveUp_Running = "";
	static String GiveUp_Seen = "";
	static String Hall_Batch = "";
	static String Hall_Failed = "";
	static String Hall_Finished = "";
	static String Hall_Left = "";
	static String Hall_Made = "";
	static String Hall_NoBatch = "";
	static String Hall_NothingDrained = "";
	static String Hall_NothingMade = "";
	static String Hall_NothingToPause = "";
	static String Hall_Pace = "";
	static String Hall_Pause = "";
	static String Hall_Paused = "";
	static String Hall_Progress = "";
	static String Hall_PutBack = "";
	static String Hall_Reading = "";
	static String Hall_Resting = "";
	static String Hall_Resume = "";
	static String Hall_Stopped = "";
	static String Hall_Stopping = "";
	static String Hall_Title = "";
	static String Hall_ToBatches = "";
	static String LeftBehind = "";
	static String LeftBehind_Reading = "";
	static String Papers_Cancelled = "";
	static String Papers_Choose = "";
	static String Papers_Envelope = "";
	static String Papers_EnvelopeNumber = "";
	static String Papers_EnvelopeOf = "";
	static String Papers_Envelopes = "";
	static String Papers_PackingList = "";
	static String Pause_Action = "";
	static String Plan_Action = "";
	static String Plan_All = "";
	static String Plan_AllInstitutions = "";
	static String Plan_Chosen = "";
	static String Plan_Do = "";
	static String Plan_Done = "";
	static String Plan_Institutions = "";
	static String Plan_Most = "";
	static String Plan_NoNumber = "";
	static String Plan_Title = "";
	static String Plan_Until = "";
	static String Result_Good = "";
	static String Result_Seconds = "";
	static String Start_Action = "";
	static String Start_Done = "";
	static String TakeOver_Action = "";
	static String Tile_Aside = "";
	static String Tile_Envelope = "";
	static String Tile_PutBack = "";
	static String Waiting_Chosen = "";
	static String Waiting_None = "";
	static String Waiting_NoneChosen = "";
	static String Waiting_Ready = "";
	static String Waiting_Title = "";

	static {
		Texts.load(Messages.class);
	}

	private Messages() {
	}
}
