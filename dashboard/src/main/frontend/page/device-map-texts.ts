import type { Language } from './messages';

const vi = {
  title: 'Bản đồ thiết bị', devices: (n: string) => `${n} thiết bị`, wanting: (n: string) => `${n} cần chú ý`, zoomIn: 'Phóng to', zoomOut: 'Thu nhỏ', whole: 'Toàn thành phố', here: 'Tại điểm này', help: 'Kéo để di chuyển, lăn chuột hoặc phím + − để phóng, phím mũi tên để dời',
  silent: 'mất tín hiệu hoặc đã tắt', reporting: 'đang gửi',
};

const en: typeof vi = {
  title: 'Map of devices', devices: (n) => `${n} devices`, wanting: (n) => `${n} need somebody`, zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'Whole city', here: 'At this place', help: 'Drag to move, wheel or + − to zoom, arrow keys to pan',
  silent: 'silent or off', reporting: 'reporting',
};

export const deviceMapTexts = (language: Language) => (language === 'en' ? en : vi);
