// What Slack's own packages say of the wire, under the names that the tests look it up by: Web API methods, then payloads.
import type {
  BlockAction, BlockSuggestion, EnvelopedEvent, GlobalShortcut, MessageShortcut, SlashCommand, ViewClosedAction, ViewSubmitAction,
} from '@slack/bolt';
import type * as types from '@slack/types';
import type * as api from '@slack/web-api';

export interface Wire {
  'agents.sessions.rename': api.AgentsSessionsRenameResponse;
  'agents.sessions.setStatus': api.AgentsSessionsSetStatusResponse;
  'api.test': api.ApiTestResponse;
  'apps.connections.open': api.AppsConnectionsOpenResponse;
  'assistant.threads.setStatus': api.AssistantThreadsSetStatusResponse;
  'assistant.threads.setSuggestedPrompts': api.AssistantThreadsSetSuggestedPromptsResponse;
  'assistant.threads.setTitle': api.AssistantThreadsSetTitleResponse;
  'auth.revoke': api.AuthRevokeResponse;
  'auth.test': api.AuthTestResponse;
  'blocks.validate': api.BlocksValidateResponse;
  'bots.info': api.BotsInfoResponse;
  'chat.appendStream': api.ChatAppendStreamResponse;
  'chat.delete': api.ChatDeleteResponse;
  'chat.getPermalink': api.ChatGetPermalinkResponse;
  'chat.postEphemeral': api.ChatPostEphemeralResponse;
  'chat.postMessage': api.ChatPostMessageResponse;
  'chat.startStream': api.ChatStartStreamResponse;
  'chat.stopStream': api.ChatStopStreamResponse;
  'chat.update': api.ChatUpdateResponse;
  'conversations.archive': api.ConversationsArchiveResponse;
  'conversations.close': api.ConversationsCloseResponse;
  'conversations.create': api.ConversationsCreateResponse;
  'conversations.history': api.ConversationsHistoryResponse;
  'conversations.info': api.ConversationsInfoResponse;
  'conversations.invite': api.ConversationsInviteResponse;
  'conversations.join': api.ConversationsJoinResponse;
  'conversations.kick': api.ConversationsKickResponse;
  'conversations.leave': api.ConversationsLeaveResponse;
  'conversations.list': api.ConversationsListResponse;
  'conversations.mark': api.ConversationsMarkResponse;
  'conversations.members': api.ConversationsMembersResponse;
  'conversations.open': api.ConversationsOpenResponse;
  'conversations.rename': api.ConversationsRenameResponse;
  'conversations.replies': api.ConversationsRepliesResponse;
  'conversations.setPurpose': api.ConversationsSetPurposeResponse;
  'conversations.setTopic': api.ConversationsSetTopicResponse;
  'conversations.unarchive': api.ConversationsUnarchiveResponse;
  'files.completeUploadExternal': api.FilesCompleteUploadExternalResponse;
  'files.delete': api.FilesDeleteResponse;
  'files.getUploadURLExternal': api.FilesGetUploadURLExternalResponse;
  'files.info': api.FilesInfoResponse;
  'files.list': api.FilesListResponse;
  'oauth.v2.access': api.OauthV2AccessResponse;
  'reactions.add': api.ReactionsAddResponse;
  'reactions.get': api.ReactionsGetResponse;
  'reactions.remove': api.ReactionsRemoveResponse;
  'team.info': api.TeamInfoResponse;
  'users.conversations': api.UsersConversationsResponse;
  'users.getPresence': api.UsersGetPresenceResponse;
  'users.info': api.UsersInfoResponse;
  'users.list': api.UsersListResponse;
  'users.lookupByEmail': api.UsersLookupByEmailResponse;
  'users.profile.get': api.UsersProfileGetResponse;
  'views.open': api.ViewsOpenResponse;
  'views.publish': api.ViewsPublishResponse;
  'views.push': api.ViewsPushResponse;
  'views.update': api.ViewsUpdateResponse;

  block: types.KnownBlock;
  event: types.SlackEvent;
  events_api: EnvelopedEvent;
  slash_commands: SlashCommand;
  block_actions: BlockAction;
  block_suggestion: BlockSuggestion;
  message_action: MessageShortcut;
  shortcut: GlobalShortcut;
  view_closed: ViewClosedAction;
  view_submission: ViewSubmitAction;
}
