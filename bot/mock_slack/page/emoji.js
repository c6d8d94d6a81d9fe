// Emoji by their Slack names. Where the system has no picture for one, its name is shown, as Slack does for unknown ones.

import { el } from "./dom.js";

const TABLE = `
grinning 😀|smiley 😃|smile 😄|grin 😁|laughing 😆|sweat_smile 😅|joy 😂|rolling_on_the_floor_laughing 🤣|slightly_smiling_face 🙂|upside_down_face 🙃
wink 😉|blush 😊|innocent 😇|heart_eyes 😍|star-struck 🤩|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|zany_face 🤪|hugging_face 🤗|thinking_face 🤔
zipper_mouth_face 🤐|neutral_face 😐|expressionless 😑|smirk 😏|unamused 😒|face_with_rolling_eyes 🙄|grimacing 😬|relieved 😌|pensive 😔|sleeping 😴
mask 😷|sunglasses 😎|nerd_face 🤓|face_with_monocle 🧐|confused 😕|worried 😟|slightly_frowning_face 🙁|open_mouth 😮|astonished 😲|flushed 😳
cry 😢|sob 😭|scream 😱|disappointed 😞|sweat 😓|weary 😩|triumph 😤|rage 😡|exploding_head 🤯|partying_face 🥳|skull 💀|ghost 👻|robot_face 🤖|wave 👋
raised_hand ✋|ok_hand 👌|crossed_fingers 🤞|v ✌️|point_left 👈|point_right 👉|point_up_2 👆|point_down 👇|+1 👍|-1 👎|fist ✊|facepunch 👊|clap 👏
raised_hands 🙌|open_hands 👐|handshake 🤝|pray 🙏|writing_hand ✍️|muscle 💪|brain 🧠|eyes 👀|eye 👁️|bust_in_silhouette 👤|busts_in_silhouette 👥
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|broken_heart 💔|100 💯|boom 💥|speech_balloon 💬|thought_balloon 💭
zzz 💤|dog 🐶|cat 🐱|fox_face 🦊|bear 🐻|panda_face 🐼|tiger 🐯|lion_face 🦁|unicorn_face 🦄|bug 🐛|bee 🐝|turtle 🐢|snake 🐍|octopus 🐙|whale 🐳|bird 🐦
dove_of_peace 🕊️|owl 🦉|eagle 🦅|tree 🌳|seedling 🌱|four_leaf_clover 🍀|rose 🌹|sunflower 🌻|apple 🍎|lemon 🍋|banana 🍌|cherries 🍒|strawberry 🍓|pizza 🍕
hamburger 🍔|cookie 🍪|cake 🍰|birthday 🎂|coffee ☕|tea 🍵|beer 🍺|wine_glass 🍷|tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|first_place_medal 🥇
soccer ⚽|dart 🎯|game_die 🎲|art 🎨|musical_note 🎵|guitar 🎸|car 🚗|bus 🚌|bike 🚲|airplane ✈️|rocket 🚀|ship 🚢|construction 🚧|earth_africa 🌍|earth_americas 🌎
earth_asia 🌏|world_map 🗺️|house 🏠|office 🏢|classical_building 🏛️|bank 🏦|sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|snowflake ❄️|zap ⚡|fire 🔥|droplet 💧
ocean 🌊|rainbow 🌈|star ⭐|star2 🌟|sparkles ✨|watch ⌚|phone ☎️|iphone 📱|computer 💻|keyboard ⌨️|floppy_disk 💾|camera 📷|tv 📺|bulb 💡|book 📖|books 📚
newspaper 📰|bookmark 🔖|moneybag 💰|email ✉️|inbox_tray 📥|outbox_tray 📤|package 📦|pencil ✏️|pencil2 ✏️|memo 📝|briefcase 💼|file_folder 📁|calendar 📅|date 📅
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|clipboard 📋|pushpin 📌|paperclip 📎|scissors ✂️|lock 🔒|unlock 🔓|key 🔑|hammer 🔨|wrench 🔧
gear ⚙️|scales ⚖️|link 🔗|microscope 🔬|telescope 🔭|satellite 🛰️|pill 💊|hourglass ⌛|hourglass_flowing_sand ⏳|alarm_clock ⏰|stopwatch ⏱️|bell 🔔|no_bell 🔕|mega 📣
loudspeaker 📢|mag 🔍|mag_right 🔎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|x ❌|o ⭕|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|question ❓
grey_question ❔|exclamation ❗|grey_exclamation ❕|heavy_plus_sign ➕|heavy_minus_sign ➖|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️
arrow_lower_right ↘️|left_right_arrow ↔️|arrows_counterclockwise 🔄|repeat 🔁|information_source ℹ️|recycle ♻️|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡
large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|red_square 🟥|large_blue_square 🟦|large_green_square 🟩|one 1️⃣|two 2️⃣
three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|flag-un 🇺🇳|flag-eu 🇪🇺|white_flag 🏳️|checkered_flag 🏁|triangular_flag_on_post 🚩`;

const ALIASES = {
  thumbsup: "+1", thumbsdown: "-1", hankey: "poop", thinking: "thinking_face", robot: "robot_face", punch: "facepunch",
  hand: "raised_hand", raising_hand: "raised_hand", smiling_face: "blush", tick: "white_check_mark", collision: "boom",
};

export const EMOJI = new Map(
  TABLE.trim().split(/[|\n]/).map((entry) => {
    const [name, sign] = entry.split(" ");
    return [name, sign];
  }),
);

const SKIN = /::skin-tone-\d$/;

export function emojiSign(name) {
  const bare = String(name).replace(SKIN, "");
  return EMOJI.get(ALIASES[bare] ?? bare) ?? null;
}

/** An emoji by name. `given` is its code points as rich text writes them ("1f44d", "2764-fe0f"). */
export function emoji(name, given = "") {
  const sign = fromCodePoints(given) ?? emojiSign(name);
  const written = `:${name}:`;
  if (!sign || !drawable(sign)) return el("span.emoji.named", { title: written }, written);
  return el("span.emoji", { role: "img", "aria-label": written, title: written }, sign);
}

function fromCodePoints(given) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(given)) return null;
  try {
    return String.fromCodePoint(...given.split("-").map((one) => parseInt(one, 16)));
  } catch {
    return null;
  }
}

const drawn = new Map();
let missing = null;

/** Whether the system's fonts have a picture for this sign: it looks unlike one that no font has. */
function drawable(sign) {
  if (!drawn.has(sign)) {
    missing ??= picture("\u{10fffd}");
    drawn.set(sign, picture(sign) !== missing);
  }
  return drawn.get(sign);
}

function picture(sign) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return "";
  pen.font = "16px sans-serif";
  pen.textBaseline = "top";
  pen.fillText(String.fromCodePoint(sign.codePointAt(0)), 2, 2);
  return pen.getImageData(0, 0, 24, 24).data.join();
}
