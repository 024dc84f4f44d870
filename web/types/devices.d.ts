// What the DOM types of TypeScript 4.8 do not have yet, as far as `sdk/devices` needs it.

interface HTMLMediaElement {
  setSinkId(sinkId: string): Promise<void>;
}

interface AudioContext {
  setSinkId(sinkId: string): Promise<void>;
}

interface MediaDevices {
  selectAudioOutput(): Promise<MediaDeviceInfo>;
}

interface DisplayMediaStreamConstraints {
  systemAudio?: 'include' | 'exclude';
  surfaceSwitching?: 'include' | 'exclude';
  selfBrowserSurface?: 'include' | 'exclude';
  monitorTypeSurfaces?: 'include' | 'exclude';
}

interface MediaTrackSettings {
  displaySurface?: string;
}
