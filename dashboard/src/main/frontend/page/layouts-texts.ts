import type { Language } from './messages';

const vi = {
  title: 'Bố cục', heading: 'Bố cục màn hình tường', help: 'Màn hình được gán một bố cục thì hiện bố cục đó; màn hình khác hiện bố cục trùng tên địa chỉ', none: 'Chưa có bố cục nào. Màn hình hiện các ô của danh mục.',
  create: 'Bố cục mới', name: 'Tên', ground: 'Nền', grounds: { dark: 'tối', light: 'sáng' }, dwell: 'Mỗi trang, giây', pages: (n: number) => `${n} trang`, page: 'Trang', addPage: 'Thêm trang', dropPage: 'Bỏ trang này', earlier: 'Lên trước', later: 'Ra sau',
  tiles: (n: number, most: number) => `Ô chỉ số: ${n} trên ${most}`, addTile: 'Thêm chỉ số', drop: 'Bỏ', areas: 'Nơi (ô chỉ số là của nơi đầu tiên)', addArea: 'Thêm nơi', mapped: 'Chỉ số trên bản đồ', firstTile: 'như ô đầu tiên', view: 'Kiểu bản đồ', own: 'do màn hình chọn',
  save: 'Lưu, hiện ngay trên mọi màn hình', remove: 'Xóa bố cục', reallyRemove: 'Xóa bố cục', preview: 'Xem trước, với số liệu lúc này', open: 'Mở màn hình này', screens: 'Màn hình nào hiện bố cục nào', screen: 'Màn hình', layout: 'Bố cục', byAddress: 'theo địa chỉ', noScreens: 'Chưa có màn hình nào được duyệt',
  unsaved: 'Chưa lưu', another: 'Người khác vừa sửa bố cục này. Mở lại để thấy bản mới', results: { done: 'Đã lưu', 'not-allowed': 'Không được phép', changed: 'Người khác đã sửa hoặc đã có tên này; hãy mở lại', unknown: 'Không còn bố cục hoặc màn hình này', unavailable: 'Cơ sở dữ liệu chưa trả lời', faults: 'Chưa lưu được, xem các lỗi' } as Record<string, string>,
  fields: { name: 'Tên', ground: 'Nền', dwell: 'Thời gian mỗi trang', pages: 'Số trang', tiles: 'Ô chỉ số', areas: 'Nơi', mapped: 'Chỉ số trên bản đồ', view: 'Kiểu bản đồ' } as Record<string, string>,
  faults: {
    name: () => 'chỉ gồm chữ thường không dấu, số và dấu -, không quá 40 ký tự', ground: () => 'tối hoặc sáng', dwell: () => 'từ 20 đến 3600 giây: ngắn hơn thì chưa kịp đọc', 'too-few': () => 'cần ít nhất một', 'too-many': (value: string) => `không quá ${value}`, twice: (value: string) => `${value} có hai lần`, unknown: (value: string) => `danh mục không có ${value}`,
  } as Record<string, (value: string) => string>,
};

const en: typeof vi = {
  title: 'Layouts', heading: 'Layouts of the walls', help: 'A screen that was given a layout shows it; others show the layout of their address’s name', none: 'No layouts yet. Walls show the catalogue’s tiles.',
  create: 'New layout', name: 'Name', ground: 'Ground', grounds: { dark: 'dark', light: 'light' }, dwell: 'Seconds a page', pages: (n) => (n === 1 ? '1 page' : `${n} pages`), page: 'Page', addPage: 'Add a page', dropPage: 'Remove this page', earlier: 'Earlier', later: 'Later',
  tiles: (n, most) => `Tiles: ${n} of ${most}`, addTile: 'Add an indicator', drop: 'Remove', areas: 'Places (the tiles are of the first)', addArea: 'Add a place', mapped: 'Indicator on the map', firstTile: 'that of the first tile', view: 'Kind of map', own: 'the screen’s choice',
  save: 'Save, onto every screen at once', remove: 'Delete layout', reallyRemove: 'Delete layout', preview: 'Preview, with the figures of now', open: 'Open this wall', screens: 'Which screen shows what', screen: 'Screen', layout: 'Layout', byAddress: 'by its address', noScreens: 'No screen has been let in yet',
  unsaved: 'Not saved', another: 'Somebody else has just changed this layout. Open it again to see the new one', results: { done: 'Saved', 'not-allowed': 'Not allowed', changed: 'Somebody else changed it, or the name is taken; open it again', unknown: 'This layout or screen is there no more', unavailable: 'The database does not answer', faults: 'Not saved, see what is wrong' },
  fields: { name: 'Name', ground: 'Ground', dwell: 'Time of a page', pages: 'Pages', tiles: 'Tiles', areas: 'Places', mapped: 'Indicator on the map', view: 'Kind of map' },
  faults: {
    name: () => 'small letters, digits and -, at most 40', ground: () => 'dark or light', dwell: () => '20 to 3600 seconds: what goes sooner is not read', 'too-few': () => 'at least one is needed', 'too-many': (value) => `at most ${value}`, twice: (value) => `${value} is there twice`, unknown: (value) => `the catalogue has no ${value}`,
  },
};

export const layoutTexts = (language: Language) => (language === 'en' ? en : vi);
