// An app as anybody writes it with Bolt for JavaScript. Its one peculiarity is the address of the API.
import bolt from '@slack/bolt';

const { SLACK_API_URL, SLACK_APP_TOKEN, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = process.env;
const app = new bolt.App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  ...(SLACK_APP_TOKEN ? { appToken: SLACK_APP_TOKEN, socketMode: true } : {}),
  clientOptions: { slackApiUrl: SLACK_API_URL },
});

const text = (words) => ({ type: 'plain_text', text: words });
const button = { type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'go', text: text('Go'), value: 'v' }] };
const rating = {
  type: 'context_actions',
  elements: [{
    type: 'feedback_buttons', action_id: 'rating',
    positive_button: { text: text('Good'), value: 'good' }, negative_button: { text: text('Bad'), value: 'bad' },
  }],
};
const choice = { type: 'external_select', action_id: 'choice', min_query_length: 0, placeholder: text('Choose') };
const form = {
  type: 'modal', callback_id: 'form', title: text('A form'), submit: text('Send'), notify_on_close: true, private_metadata: 'kept',
  blocks: [
    { type: 'input', block_id: 'question', label: text('Question'), element: { type: 'plain_text_input', action_id: 'words' } },
    { type: 'input', block_id: 'which', optional: true, label: text('Which'), element: choice },
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'deeper', text: text('Deeper') }] },
  ],
};

app.message(/^hello/, async ({ message, say }) => {
  await say({ text: `Hey <@${message.user}>`, thread_ts: message.ts, blocks: [button] });
});

app.message('plan', async ({ message, client, context }) => {
  const task = { type: 'task_update', id: '1', title: 'Reading', status: 'in_progress' };
  const { channel, ts } = await client.chat.startStream({
    channel: message.channel, thread_ts: message.ts, recipient_user_id: message.user, recipient_team_id: context.teamId,
    task_display_mode: 'plan', chunks: [{ type: 'plan_update', title: 'The plan' }, task],
  });
  await client.chat.appendStream({ channel, ts, chunks: [{ ...task, status: 'complete', output: 'read' }, { type: 'markdown_text', text: '**Done** ' }] });
  await client.chat.stopStream({ channel, ts, markdown_text: 'now', blocks: [rating] });
});

app.event('app_mention', async ({ event, sayStream, setStatus }) => {
  await setStatus('is thinking');
  const stream = sayStream({ buffer_size: 1 });
  await stream.append({ markdown_text: 'One **bold** ' });
  await stream.append({ markdown_text: 'answer to ' });
  await stream.stop({ markdown_text: event.user, blocks: [rating] });
});

app.event('app_home_opened', async ({ event, client }) => {
  if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [button] } });
});

app.event('reaction_added', async ({ event, client }) => {
  const { message } = await client.reactions.get({ channel: event.item.channel, timestamp: event.item.ts });
  await client.chat.postMessage({ channel: event.item.channel, thread_ts: event.item.ts, text: `${message.reactions[0].count} ${event.reaction}` });
});

app.command('/mock', async ({ command, ack, respond, say, client }) => {
  if (command.text === 'form') {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: form });
  } else if (command.text === 'file') {
    await ack();
    await client.filesUploadV2({ channel_id: command.channel_id, content: 'hello', filename: 'a.txt', initial_comment: 'look' });
  } else if (command.text === 'tour') {
    await ack();
    await respond(JSON.stringify(await tour(client, command)));
  } else {
    await ack(`You said: ${command.text}`);
    await respond({ text: 'to everybody', response_type: 'in_channel' });
    await say('said');
  }
});

// What the Web API client alone does: pages, errors, a wait after 429, ephemeral messages, edits.
async function tour(client, { channel_id: channel, user_id: user }) {
  const names = [];
  for await (const page of client.paginate('conversations.list', { limit: 1 })) names.push(...page.channels.map((one) => one.name));
  const failure = await client.chat.postMessage({ channel: 'C000000000', text: 'x' }).catch((error) => `${error.code} ${error.data.error}`);
  const { ts } = await client.chat.postMessage({ channel, text: 'first', metadata: { event_type: 'e', event_payload: { n: 1 } } });
  await client.chat.update({ channel, ts, text: 'second', blocks: [button] });
  await client.chat.postEphemeral({ channel, user, text: 'psst' });
  const { messages } = await client.conversations.replies({ channel, ts });
  return { names, failure, replies: messages.map((one) => one.text), user: (await client.users.info({ user })).user.name };
}

app.action('go', async ({ ack, body, action, respond }) => {
  await ack();
  await respond({ text: `${body.user.username} pressed ${action.value}`, replace_original: false });
});

app.action('rating', async ({ ack, action, respond }) => {
  await ack();
  await respond({ text: `rated ${action.value}`, replace_original: false, response_type: 'ephemeral' });
});

app.action('deeper', async ({ ack, body, client }) => {
  await ack();
  await client.views.push({ trigger_id: body.trigger_id, view: { ...form, callback_id: 'second', blocks: form.blocks.slice(0, 1) } });
});

app.options('choice', async ({ ack, options }) => {
  await ack({ options: [{ text: text(`found ${options.value}`), value: options.value }] });
});

app.view('form', async ({ ack, body, view, client }) => {
  const words = view.state.values.question.words.value;
  if (words === 'no') {
    await ack({ response_action: 'errors', errors: { question: 'Say more.' } });
    return;
  }
  await ack();
  const which = view.state.values.which.choice.selected_option?.value;
  await client.chat.postMessage({ channel: body.user.id, text: `asked ${words}, ${which}, ${view.private_metadata}` });
});

app.view('second', async ({ ack }) => ack({ response_action: 'clear' }));

app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: 'closed' });
});

app.shortcut('message_shortcut', async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form, private_metadata: shortcut.message.text } });
});

app.shortcut('global_shortcut', async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
});

const server = await app.start(SLACK_APP_TOKEN ? undefined : { port: 0, host: '127.0.0.1' });
console.log('ready', SLACK_APP_TOKEN ? '' : server.address().port);
