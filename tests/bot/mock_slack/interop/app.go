// An app with slack-go, whose structs decode strictly: a field of another type is an error, and ends it.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func words(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("plain_text", text, false, false)
}

// Call what every app calls, and tell what was understood of the answers.
func tour(api *slack.Client) map[string]interface{} {
	me, err := api.AuthTest()
	must(err)
	team, err := api.GetTeamInfo()
	must(err)
	names, cursor := []string{}, ""
	channel := ""
	for {
		page, next, err := api.GetConversations(&slack.GetConversationsParameters{
			Cursor: cursor, Limit: 2, Types: []string{"public_channel", "private_channel", "im"},
		})
		must(err)
		for _, one := range page {
			names = append(names, one.Name)
			if one.IsGeneral {
				channel = one.ID
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	button := slack.NewActionBlock("row", slack.NewButtonBlockElement("go", "v", words("Go")))
	_, ts, err := api.PostMessage(channel, slack.MsgOptionText("parent", false), slack.MsgOptionBlocks(button),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "e", EventPayload: map[string]interface{}{"n": 1}}))
	must(err)
	_, reply, err := api.PostMessage(channel, slack.MsgOptionText("reply", false), slack.MsgOptionTS(ts), slack.MsgOptionBroadcast())
	must(err)
	_, _, _, err = api.UpdateMessage(channel, reply, slack.MsgOptionText("changed", false))
	must(err)
	must(api.AddReaction("tada", slack.NewRefToMessage(channel, ts)))
	history, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 10})
	must(err)
	thread, more, _, err := api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: ts})
	must(err)
	users, err := api.GetUsers()
	must(err)
	ada, err := api.GetUserInfo(users[0].ID)
	must(err)
	bot, err := api.GetBotInfo(me.BotID)
	must(err)
	_, err = api.PostEphemeral(channel, ada.ID, slack.MsgOptionText("psst", false))
	must(err)
	_, err = api.PublishView(ada.ID, slack.HomeTabViewRequest{Type: "home", Blocks: slack.Blocks{BlockSet: []slack.Block{button}}}, "")
	must(err)
	_, _, refused := api.PostMessage("C000000000", slack.MsgOptionText("x", false))
	return map[string]interface{}{
		"general": channel, "me": me.User, "team": team.Domain, "channels": names, "bot": bot.Name, "user": ada.Profile.RealName,
		"history": history.Messages[0].Text, "blocks": history.Messages[1].Blocks.BlockSet[0].BlockType(),
		"reactions": thread[0].Reactions[0].Count, "replies": len(thread), "more": more, "refused": refused.Error(),
	}
}

// Call what lies beside the messages: as the app, and as the person who installed it.
func beside(api *slack.Client, person *slack.Client, channel string) map[string]interface{} {
	_, ts, err := person.PostMessage(channel, slack.MsgOptionText("see <https://docs.example.com/page>", false))
	must(err)
	must(api.AddPin(channel, slack.NewRefToMessage(channel, ts)))
	pins, _, err := api.ListPins(channel)
	must(err)
	_, _, _, err = api.UnfurlMessage(channel, ts, map[string]slack.Attachment{"https://docs.example.com/page": {Text: "preview"}})
	must(err)
	later := fmt.Sprintf("%d", time.Now().Unix()+3600)
	_, _, err = api.ScheduleMessage(channel, later, slack.MsgOptionText("later", false))
	must(err)
	scheduled, _, err := api.GetScheduledMessages(&slack.GetScheduledMessagesParameters{Channel: channel})
	must(err)
	_, err = api.DeleteScheduledMessage(&slack.DeleteScheduledMessageParameters{Channel: channel, ScheduledMessageID: scheduled[0].ID})
	must(err)
	_, err = api.AddBookmark(channel, slack.AddBookmarkParameters{Title: "Docs", Type: "link", Link: "https://example.com"})
	must(err)
	bookmarks, err := api.ListBookmarks(channel)
	must(err)
	group, err := api.CreateUserGroup(slack.UserGroup{Name: "The desk"})
	must(err)
	_, err = api.UpdateUserGroupMembers(group.ID, pins[0].Message.User)
	must(err)
	groups, err := api.GetUserGroups(slack.GetUserGroupsOptionIncludeUsers(true), slack.GetUserGroupsOptionIncludeCount(true))
	must(err)
	_, err = api.GetEmoji()
	must(err)
	found, err := person.SearchMessages("see", slack.NewSearchParameters())
	must(err)
	reminder, err := person.AddUserReminder("", "look", "in 5 minutes")
	must(err)
	_, err = person.ListReminders()
	must(err)
	snoozed, err := person.SetSnooze(5)
	must(err)
	must(person.SetUserCustomStatus("Reading", ":books:", 0))
	must(person.SetUserPresence("away"))
	identity, err := person.GetUserIdentity()
	must(err)
	must(person.AddStar(channel, slack.NewRefToMessage(channel, ts)))
	stars, _, err := person.ListStars(slack.NewStarsParameters())
	must(err)
	_, err = api.AddRemoteFile(slack.RemoteFileParameters{ExternalID: "1", ExternalURL: "https://files.example.com/1", Title: "Remote"})
	must(err)
	remote, err := api.ListRemoteFiles(slack.ListRemoteFilesParameters{})
	must(err)
	return map[string]interface{}{
		"pinned": pins[0].Message.Text, "scheduled": scheduled[0].Text, "bookmark": bookmarks[0].Title, "group": groups[0].Handle,
		"members": groups[0].UserCount, "found": found.Total, "reminder": reminder.Text, "snoozed": snoozed.SnoozeEnabled,
		"identity": identity.User.Name, "stars": len(stars), "remote": remote[0].Title,
	}
}

func main() {
	api := slack.New(os.Getenv("SLACK_BOT_TOKEN"), slack.OptionAPIURL(os.Getenv("SLACK_API_URL")),
		slack.OptionAppLevelToken(os.Getenv("SLACK_APP_TOKEN")))
	socket := socketmode.New(api)
	answers := tour(api)
	person := slack.New(os.Getenv("SLACK_USER_TOKEN"), slack.OptionAPIURL(os.Getenv("SLACK_API_URL")))
	answers["beside"] = beside(api, person, answers["general"].(string))
	delete(answers, "general")
	told, err := json.Marshal(answers)
	must(err)
	go func() { must(socket.Run()) }()
	fmt.Println("ready", string(told))
	for event := range socket.Events {
		switch data := event.Data.(type) {
		case slackevents.EventsAPIEvent:
			socket.Ack(*event.Request)
			heard(api, data.InnerEvent.Data)
		case slack.SlashCommand:
			socket.Ack(*event.Request, map[string]interface{}{"text": "You said: " + data.Text})
		case slack.InteractionCallback:
			interacted(api, socket, event.Request, data)
		case error, *slack.ConnectionErrorEvent:
			log.Fatal(event.Type, data)
		}
		if event.Type == socketmode.EventTypeErrorBadMessage {
			log.Fatal(event.Data)
		}
	}
}

func heard(api *slack.Client, event interface{}) {
	answer := func(channel string, thread string, text string) {
		_, _, err := api.PostMessage(channel, slack.MsgOptionText(text, false), slack.MsgOptionTS(thread))
		must(err)
	}
	switch event := event.(type) {
	case *slackevents.AppMentionEvent:
		answer(event.Channel, event.TimeStamp, "mentioned by "+event.User)
	case *slackevents.MessageEvent:
		if event.ChannelType == "im" && event.BotID == "" {
			answer(event.Channel, event.TimeStamp, "heard "+event.Text)
		}
	case *slackevents.ReactionAddedEvent:
		answer(event.Item.Channel, event.Item.Timestamp, "reacted "+event.Reaction)
	case *slackevents.PinAddedEvent:
		answer(event.Channel, event.Item.Message.Timestamp, "pinned "+event.Item.Message.Text)
	case *slackevents.LinkSharedEvent:
		answer(event.Channel, event.MessageTimeStamp, "shared "+event.Links[0].Domain)
	case *slackevents.MemberJoinedChannelEvent:
		answer(event.Channel, "", "welcome "+event.User)
	}
}

func interacted(api *slack.Client, socket *socketmode.Client, request *socketmode.Request, data slack.InteractionCallback) {
	switch data.Type {
	case slack.InteractionTypeShortcut:
		socket.Ack(*request)
		input := slack.NewInputBlock("question", words("Question"), nil, slack.NewPlainTextInputBlockElement(nil, "words"))
		_, err := api.OpenView(data.TriggerID, slack.ModalViewRequest{
			Type: "modal", CallbackID: "form", Title: words("A form"), Submit: words("Send"),
			Blocks: slack.Blocks{BlockSet: []slack.Block{input}},
		})
		must(err)
	case slack.InteractionTypeViewSubmission:
		said := data.View.State.Values["question"]["words"].Value
		if said == "no" {
			socket.Ack(*request, slack.NewErrorsViewSubmissionResponse(map[string]string{"question": "Say more."}))
			return
		}
		socket.Ack(*request)
		_, _, err := api.PostMessage(data.User.ID, slack.MsgOptionText("asked "+said, false))
		must(err)
	case slack.InteractionTypeBlockActions:
		socket.Ack(*request)
		pressed := data.ActionCallback.BlockActions[0]
		where := slack.MsgOptionResponseURL(data.ResponseURL, "ephemeral")
		_, _, err := api.PostMessage("", where, slack.MsgOptionText(data.User.Name+" pressed "+pressed.Value, false))
		must(err)
	}
}
