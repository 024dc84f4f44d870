/**
 * Moving pictures of invented people, drawn on a canvas: recognisable in a screenshot, and nobody's photograph.
 */

/**
 * @typedef {object} Look
 * @property {string} skin
 * @property {string} shade of the skin
 * @property {string} hair
 * @property {'long' | 'short' | 'bun' | 'curly' | 'bald'} cut
 * @property {string} shirt
 * @property {string} collar
 * @property {'study' | 'window' | 'studio' | 'kitchen'} room
 * @property {boolean} [glasses]
 * @property {boolean} [beard]
 */

/** @type {Readonly<Record<string, Look>>} */
export const LOOKS = Object.freeze({
  ana: { skin: '#e8b896', shade: '#cf966f', hair: '#3a2721', cut: 'long', shirt: '#f4eee4', collar: '#ddd3c2', room: 'study' },
  ben: { skin: '#a8704c', shade: '#87542f', hair: '#1d1719', cut: 'short', shirt: '#22574c', collar: '#1a453c', room: 'window', beard: true },
  mei: { skin: '#f0c8a6', shade: '#d8a67e', hair: '#17151b', cut: 'bun', shirt: '#c9694a', collar: '#a9523a', room: 'studio', glasses: true },
  tom: { skin: '#f2cdb4', shade: '#d9a587', hair: '#b98545', cut: 'short', shirt: '#33475e', collar: '#e9edf2', room: 'kitchen' },
  zoe: { skin: '#7d4e36', shade: '#5f3823', hair: '#241a18', cut: 'curly', shirt: '#e0b04a', collar: '#c3932f', room: 'study' },
  ravi: { skin: '#bd8759', shade: '#98653a', hair: '#3a3634', cut: 'bald', shirt: '#59446b', collar: '#46345a', room: 'window', glasses: true },
});

/**
 * Draws one frame.
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {number} seconds
 * @param {{talking?: boolean, seed?: number}} [options]
 */
export function drawPortrait(context, look, seconds, { talking = false, seed = 0 } = {}) {
  const { width, height } = context.canvas;
  context.save();
  context.drawImage(roomOf(look.room, width, height), 0, 0);
  const unit = Math.min(height / 540, width / 560);
  const sway = Math.sin(seconds * 0.9 + seed) * 7;
  const nod = Math.sin(seconds * 1.7 + seed * 2) * (talking ? 5 : 2);
  context.translate(width / 2 + sway * unit, height);
  context.scale(unit, unit);
  person(context, look, seconds + seed, nod, talking);
  context.restore();
  const light = context.createRadialGradient(width * 0.32, height * 0.2, 0, width * 0.5, height * 0.5, width * 0.8);
  light.addColorStop(0, 'rgba(255,244,226,0.16)');
  light.addColorStop(1, 'rgba(6,12,16,0.3)');
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {number} seconds
 * @param {number} nod
 * @param {boolean} talking
 */
function person(context, look, seconds, nod, talking) {
  const head = -292 + nod;
  if (look.cut === 'long') blob(context, look.hair, () => context.ellipse(0, head + 62, 112, 168, 0, 0, 7));
  if (look.cut === 'curly') for (let index = 0; index < 14; index += 1) {
    const angle = Math.PI * (0.86 + index * 0.098);
    blob(context, look.hair, () => context.arc(Math.cos(angle) * 104, head + 4 + Math.sin(angle) * 104, 44, 0, 7));
  }
  if (look.cut === 'bun') blob(context, look.hair, () => context.arc(10, head - 132, 44, 0, 7));
  // Shoulders.
  const cloth = context.createLinearGradient(-230, -190, 230, 0);
  cloth.addColorStop(0, look.shirt);
  cloth.addColorStop(1, look.collar);
  context.fillStyle = cloth;
  context.beginPath();
  context.moveTo(-250, 10);
  context.bezierCurveTo(-240, -120, -170, -146, -72, -168);
  context.lineTo(72, -168);
  context.bezierCurveTo(170, -146, 240, -120, 250, 10);
  context.fill();
  blob(context, look.shade, () => context.roundRect(-42, head + 62, 84, 108, 36));
  context.fillStyle = look.collar;
  context.beginPath();
  context.moveTo(-70, -170);
  context.quadraticCurveTo(0, -96, 70, -170);
  context.lineTo(48, -176);
  context.quadraticCurveTo(0, -128, -48, -176);
  context.fill();
  // Head and ears.
  for (const side of [-1, 1]) blob(context, look.shade, () => context.ellipse(side * 88, head + 12, 17, 26, 0, 0, 7));
  const face = context.createLinearGradient(-80, head - 80, 90, head + 100);
  face.addColorStop(0, look.skin);
  face.addColorStop(1, look.shade);
  blob(context, face, () => context.ellipse(0, head, 88, 112, 0, 0, 7));
  if (look.beard) {
    context.fillStyle = look.hair;
    context.beginPath();
    context.moveTo(-87, head + 8);
    context.bezierCurveTo(-84, head + 96, -40, head + 122, 0, head + 122);
    context.bezierCurveTo(40, head + 122, 84, head + 96, 87, head + 8);
    context.bezierCurveTo(70, head + 44, 44, head + 34, 0, head + 36);
    context.bezierCurveTo(-44, head + 34, -70, head + 44, -87, head + 8);
    context.fill();
  }
  hair(context, look, head);
  features(context, look, head, seconds, talking);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {number} head
 */
function hair(context, look, head) {
  context.fillStyle = look.hair;
  context.beginPath();
  if (look.cut === 'bald') {
    for (const side of [-1, 1]) {
      context.moveTo(side * 90, head + 14);
      context.quadraticCurveTo(side * 104, head - 44, side * 74, head - 66);
      context.quadraticCurveTo(side * 84, head - 30, side * 82, head + 14);
    }
    context.fill();
    return;
  }
  context.moveTo(-93, head + 8);
  context.bezierCurveTo(-112, head - 86, -58, head - 136, 6, head - 134);
  context.bezierCurveTo(72, head - 134, 110, head - 84, 93, head + 8);
  if (look.cut === 'long' || look.cut === 'bun') {
    context.bezierCurveTo(88, head - 34, 62, head - 66, 26, head - 84);
    context.bezierCurveTo(-10, head - 54, -72, head - 50, -93, head + 8);
  } else {
    context.bezierCurveTo(90, head - 26, 84, head - 48, 66, head - 62);
    context.bezierCurveTo(26, head - 78, -34, head - 46, -70, head - 60);
    context.bezierCurveTo(-84, head - 46, -90, head - 24, -93, head + 8);
  }
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {number} head
 * @param {number} seconds
 * @param {boolean} talking
 */
function features(context, look, head, seconds, talking) {
  const blink = Math.max(0.12, Math.min(1, Math.abs(Math.sin(seconds * 0.8)) * 9));
  for (const side of [-1, 1]) {
    blob(context, '#fbfaf7', () => context.ellipse(side * 34, head - 4, 14, 9 * blink, 0, 0, 7));
    blob(context, '#2a1c17', () => context.ellipse(side * 34 + 1, head - 4, 7, 8 * blink, 0, 0, 7));
    stroke(context, look.hair, 6, () => {
      context.moveTo(side * 20, head - 30);
      context.quadraticCurveTo(side * 36, head - 38, side * 54, head - 28);
    });
    if (look.glasses) stroke(context, '#20242c', 4.5, () => context.roundRect(side * 34 - 25, head - 23, 50, 40, 16));
  }
  if (look.glasses) stroke(context, '#20242c', 4.5, () => {
    context.moveTo(-9, head - 8);
    context.quadraticCurveTo(0, head - 14, 9, head - 8);
  });
  stroke(context, look.shade, 5, () => {
    context.moveTo(2, head + 2);
    context.quadraticCurveTo(13, head + 26, -3, head + 30);
  });
  const open = talking ? 4 + Math.abs(Math.sin(seconds * 9)) * 13 : 0;
  if (open > 3) {
    blob(context, '#6d2a28', () => context.ellipse(0, head + 62, 24, open, 0, 0, 7));
    blob(context, '#f7efe9', () => context.ellipse(0, head + 62 - open * 0.5, 17, Math.min(5, open * 0.35), 0, 0, 7));
  } else {
    stroke(context, '#8c3f38', 6, () => {
      context.moveTo(-27, head + 56);
      context.quadraticCurveTo(0, head + 76, 27, head + 56);
    });
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string | CanvasGradient} fill
 * @param {() => void} path
 */
function blob(context, fill, path) {
  context.fillStyle = fill;
  context.beginPath();
  path();
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {number} width
 * @param {() => void} path
 */
function stroke(context, color, width, path) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  path();
  context.stroke();
}

/** Blurring is dear, so every room is drawn once. @type {Map<string, HTMLCanvasElement>} */
const rooms = new Map();

/**
 * @param {Look['room']} room
 * @param {number} width
 * @param {number} height
 */
function roomOf(room, width, height) {
  const key = `${room} ${width} ${height}`;
  const known = rooms.get(key);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context) backdrop(context, room, width, height);
  rooms.set(key, canvas);
  return canvas;
}

/**
 * A room out of focus.
 * @param {CanvasRenderingContext2D} context
 * @param {Look['room']} room
 * @param {number} width
 * @param {number} height
 */
function backdrop(context, room, width, height) {
  const wall = { study: ['#d9cbb8', '#a58f76'], window: ['#cfdcdc', '#8ca3a3'], studio: ['#3b4a58', '#1d2730'], kitchen: ['#e7e0d2', '#b6aa94'] }[room];
  const paint = context.createLinearGradient(0, 0, width, height);
  paint.addColorStop(0, wall[0] ?? '#ccc');
  paint.addColorStop(1, wall[1] ?? '#999');
  context.fillStyle = paint;
  context.fillRect(0, 0, width, height);
  context.save();
  context.filter = `blur(${Math.round(height / 90)}px)`;
  const w = width / 100;
  const t = height / 100;
  const box = (/** @type {string} */ color, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ wide, /** @type {number} */ tall) => {
    context.fillStyle = color;
    context.fillRect(x * w, y * t, wide * w, tall * t);
  };
  switch (room) {
    case 'study':
      box('#7a5c42', 64, 6, 30, 70);
      for (let row = 0; row < 4; row += 1) {
        box('#54402e', 65, 10 + row * 16, 28, 13);
        for (let book = 0; book < 7; book += 1) box(['#b5533c', '#e0c18f', '#41685f', '#d9d2c2', '#7f8fa0'][(book + row * 2) % 5] ?? '#999', 66 + book * 3.6, 12 + row * 16 + (book % 3), 2.8, 11 - (book % 3));
      }
      box('#f5e6c4', 10, 20, 16, 30);
      break;
    case 'window':
      box('#eef6f8', 6, 6, 34, 58);
      box('#b9d7c1', 6, 44, 34, 20);
      box('#f8fbfb', 22, 6, 1.4, 58);
      box('#4f7d5d', 78, 40, 4, 30);
      for (const [x, y] of [[74, 34], [82, 30], [86, 40], [76, 44]]) blob(context, '#3f7a55', () => context.ellipse((x ?? 0) * w, (y ?? 0) * t, 6 * w, 5 * t, 0.5, 0, 7));
      break;
    case 'studio':
      for (let panel = 0; panel < 6; panel += 1) box(panel % 2 === 0 ? '#2c3944' : '#34434f', panel * 17, 0, 16, 100);
      blob(context, '#f2b27d', () => context.arc(82 * w, 26 * t, 9 * t, 0, 7));
      break;
    case 'kitchen':
      box('#f5f1e8', 0, 8, 38, 26);
      box('#cdbfa6', 0, 62, 100, 5);
      box('#8fa89b', 66, 10, 28, 24);
      blob(context, '#c9694a', () => context.ellipse(18 * w, 58 * t, 5 * w, 5 * t, 0, 0, 7));
      break;
  }
  context.restore();
}

/**
 * A slide, as somebody in sales would share it.
 * @param {CanvasRenderingContext2D} context
 * @param {number} seconds
 */
export function drawSlide(context, seconds) {
  const { width, height } = context.canvas;
  const unit = width / 1280;
  context.save();
  context.fillStyle = '#fbfaf7';
  context.fillRect(0, 0, width, height);
  context.scale(unit, unit);
  const text = (/** @type {string} */ value, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ font, /** @type {string} */ color) => {
    context.font = font;
    context.fillStyle = color;
    context.fillText(value, x, y);
  };
  const family = '"Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
  text('ACME · RENEWAL 2027', 80, 92, `600 20px ${family}`, '#0b6b59');
  text('Onboarding time fell by half', 80, 152, `700 50px ${family}`, '#0e1f1b');
  text('Days from signature to first value, by quarter', 80, 194, `400 22px ${family}`, '#5a6c67');
  const values = [42, 37, 31, 26, 21];
  values.forEach((value, index) => {
    const grown = value * 8 * Math.min(1, 0.86 + 0.14 * Math.sin(seconds * 0.6 + index));
    const x = 110 + index * 150;
    context.fillStyle = index === values.length - 1 ? '#ff8d5d' : '#8fc3b5';
    context.beginPath();
    context.roundRect(x, 610 - grown, 92, grown, [14, 14, 0, 0]);
    context.fill();
    text(`Q${(index % 4) + 1}`, x + 30, 650, `600 22px ${family}`, '#41544f');
    text(String(value), x + 30, 596 - grown, `700 24px ${family}`, '#0e1f1b');
  });
  context.fillStyle = '#d9e2df';
  context.fillRect(80, 610, 790, 3);
  context.fillStyle = '#eef3f1';
  context.beginPath();
  context.roundRect(930, 250, 280, 360, 26);
  context.fill();
  text('21 days', 962, 344, `700 54px ${family}`, '#0e1f1b');
  text('on average today,', 962, 390, `400 22px ${family}`, '#41544f');
  text('42 a year ago', 962, 420, `400 22px ${family}`, '#41544f');
  text('Next: 14 days', 962, 550, `600 24px ${family}`, '#0b6b59');
  context.restore();
}

/**
 * A track that shows somebody, for as long as it lives.
 * @param {(context: CanvasRenderingContext2D, seconds: number) => void} draw
 * @param {number} width
 * @param {number} height
 * @returns {MediaStreamTrack}
 */
export function canvasTrack(draw, width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const track = canvas.captureStream(15).getVideoTracks()[0];
  if (!context || !track) throw new Error('no canvas capture');
  const timer = setInterval(() => {
    if (track.readyState === 'ended') clearInterval(timer);
    else draw(context, performance.now() / 1000);
  }, 66);
  draw(context, 0.9);
  return track;
}
