#include "io/tensor_pickle.h"

#include <memory>

#include "error.h"
#include "io/byte_reader.h"

namespace duplex {
namespace {

constexpr size_t MOST_INSTRUCTIONS = 4096;  // a voice needs about 70; bounds memory and nesting too

struct Value {
  enum Kind { mark, none, boolean, integer, text, global, tuple, dict, ordered_dict, storage, tensor } kind = none;
  int64_t number = 0;
  std::string text_value;  // text, global
  std::vector<Value> items;  // tuple: members; dict: key, value, key, value
  std::shared_ptr<const PickledTensor> tensor_value;  // storage (shape unset), tensor
};

Value of_kind(Value::Kind kind) {
  Value value;
  value.kind = kind;
  return value;
}
Value of_number(Value::Kind kind, int64_t number) {
  Value value = of_kind(kind);
  value.number = number;
  return value;
}
Value of_text(Value::Kind kind, std::string text) {
  Value value = of_kind(kind);
  value.text_value = std::move(text);
  return value;
}

class Machine {
 public:
  Machine(const std::byte* bytes, size_t size, const std::string& file) : reader_(bytes, size), file_(file) {}

  std::map<std::string, PickledTensor> run() {
    for (size_t count = 0; !stopped_; ++count) {
      if (count == MOST_INSTRUCTIONS) bad("more instructions than a dict of tensors needs");
      const auto code = reader_.take<uint8_t>();
      if (!reader_.ok()) bad("cut off");
      step(code);
      if (!reader_.ok()) bad("cut off");
    }
    const Value dict = pop();
    if (dict.kind != Value::dict) bad("expected a dict");
    std::map<std::string, PickledTensor> tensors;
    for (size_t i = 0; i + 1 < dict.items.size(); i += 2) {
      if (dict.items[i].kind != Value::text || dict.items[i + 1].kind != Value::tensor) bad("expected a dict of names and tensors");
      tensors[dict.items[i].text_value] = *dict.items[i + 1].tensor_value;
    }
    return tensors;
  }

 private:
  [[noreturn]] void bad(const std::string& what) const {
    throw Error(DUPLEX_BAD_FILE, file_ + ": data.pkl: " + what + " (at byte " + std::to_string(reader_.position()) +
                                     "); expected a dict of tensors as torch.save writes, and nothing else is read from such a file");
  }

  void push(Value value) { stack_.push_back(std::move(value)); }
  Value pop() {
    if (stack_.empty()) bad("an empty stack");
    Value value = std::move(stack_.back());
    stack_.pop_back();
    return value;
  }
  std::vector<Value> pop_to_mark() {
    size_t at = stack_.size();
    while (at > 0 && stack_[at - 1].kind != Value::mark) --at;
    if (at == 0) bad("no mark");
    std::vector<Value> items(std::make_move_iterator(stack_.begin() + static_cast<std::ptrdiff_t>(at)), std::make_move_iterator(stack_.end()));
    stack_.resize(at - 1);
    return items;
  }
  void push_tuple(std::vector<Value> items) {
    // Only flat and short tuples occur: this keeps copies cheap and nesting at two.
    for (const Value& item : items)
      if (item.kind == Value::mark || item.kind == Value::dict || (item.kind == Value::tuple && nests(item))) bad("a tuple that nests");
    if (items.size() > 16) bad("a long tuple");
    Value tuple = of_kind(Value::tuple);
    tuple.items = std::move(items);
    push(std::move(tuple));
  }
  static bool nests(const Value& tuple) {
    for (const Value& item : tuple.items)
      if (item.kind == Value::tuple) return true;
    return false;
  }
  void push_tuple_of(size_t count) {
    std::vector<Value> items(count);
    while (count-- > 0) items[count] = pop();
    push_tuple(std::move(items));
  }
  void remember(uint32_t place) {
    if (stack_.empty()) bad("nothing to remember");
    const Value& top = stack_.back();
    if (top.kind == Value::dict && !top.items.empty()) bad("a dict remembered when filled");
    memo_[place] = top;
  }
  void recall(uint32_t place) {
    const auto found = memo_.find(place);
    if (found == memo_.end()) bad("recalls what was not remembered");
    if (found->second.kind == Value::dict || found->second.kind == Value::mark) bad("recalls a dict");
    push(found->second);
  }
  void set_items(std::vector<Value> items) {
    if (items.size() % 2 != 0 || stack_.empty() || stack_.back().kind != Value::dict) bad("items without a dict");
    for (const Value& item : items)
      if (item.kind != Value::text && item.kind != Value::tensor) bad("a dict of more than tensors");
    auto& into = stack_.back().items;
    into.insert(into.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
  }

  std::string short_text(std::string_view text) const {
    if (text.size() > 80) bad("a long text");
    return std::string(text);
  }
  void import_name() {
    const std::string module = short_text(reader_.take_line());
    const std::string name = module + "." + short_text(reader_.take_line());
    if (!reader_.ok()) return;
    if (name != "torch._utils._rebuild_tensor_v2" && name != "collections.OrderedDict" && !name.starts_with("torch.")) bad("imports " + name);
    push(of_text(Value::global, name));
  }
  void load_storage() {  // ("storage", type, key, device, count); the device is not looked at
    const Value id = pop();
    if (id.kind != Value::tuple || id.items.size() != 5 || id.items[0].text_value != "storage" || id.items[1].kind != Value::global ||
        id.items[2].kind != Value::text || id.items[3].kind != Value::text || id.items[4].kind != Value::integer)
      bad("expected a storage");
    static const std::map<std::string, Dtype> TYPES = {
        {"torch.BFloat16Storage", Dtype::bf16}, {"torch.HalfStorage", Dtype::f16}, {"torch.FloatStorage", Dtype::f32}, {"torch.LongStorage", Dtype::i64}};
    const auto type = TYPES.find(id.items[1].text_value);
    if (type == TYPES.end()) bad("expected a storage of BFloat16, Half, Float or Long, found " + id.items[1].text_value);
    PickledTensor tensor;
    tensor.dtype = type->second;
    tensor.key = id.items[2].text_value;
    tensor.storage_count = id.items[4].number;
    Value value = of_kind(Value::storage);
    value.tensor_value = std::make_shared<const PickledTensor>(std::move(tensor));
    push(std::move(value));
  }
  std::vector<int64_t> numbers(const Value& tuple) const {
    std::vector<int64_t> out;
    if (tuple.kind != Value::tuple || tuple.items.size() > 8) bad("expected sizes");
    for (const Value& item : tuple.items) {
      if (item.kind != Value::integer || item.number < 0 || item.number > (int64_t{1} << 40)) bad("expected sizes from 0 to 2^40");
      out.push_back(item.number);
    }
    return out;
  }
  void reduce() {
    const Value arguments = pop(), function = pop();
    if (function.kind != Value::global || arguments.kind != Value::tuple) bad("a call of something else");
    if (function.text_value == "collections.OrderedDict" && arguments.items.empty()) return push(of_kind(Value::ordered_dict));
    if (function.text_value != "torch._utils._rebuild_tensor_v2") bad("calls " + function.text_value);
    const auto& a = arguments.items;  // storage, offset, sizes, strides, requires_grad, hooks
    if (a.size() != 6 || a[0].kind != Value::storage || a[1].kind != Value::integer || a[4].kind != Value::boolean || a[5].kind != Value::ordered_dict)
      bad("a tensor of another make");
    PickledTensor tensor = *a[0].tensor_value;
    tensor.offset = a[1].number;
    tensor.shape = numbers(a[2]);
    tensor.strides = numbers(a[3]);
    if (tensor.offset < 0 || tensor.shape.size() != tensor.strides.size()) bad("a tensor whose sizes and strides do not match");
    Value value = of_kind(Value::tensor);
    value.tensor_value = std::make_shared<const PickledTensor>(std::move(tensor));
    push(std::move(value));
  }
  void step(uint8_t code);

  ByteReader reader_;
  const std::string& file_;
  std::vector<Value> stack_;
  std::map<uint32_t, Value> memo_;
  bool stopped_ = false;
};

void Machine::step(uint8_t code) {
  switch (code) {
    case 0x80:  // PROTO
      if (const auto protocol = reader_.take<uint8_t>(); protocol != 2 && reader_.ok()) bad("expected protocol 2, found " + std::to_string(protocol));
      return;
    case '(': return push(of_kind(Value::mark));
    case '.': stopped_ = true; return;
    case 'N': return push(of_kind(Value::none));
    case 0x88: return push(of_number(Value::boolean, 1));
    case 0x89: return push(of_number(Value::boolean, 0));
    case 'K': return push(of_number(Value::integer, reader_.take<uint8_t>()));
    case 'M': return push(of_number(Value::integer, reader_.take<uint16_t>()));
    case 'J': return push(of_number(Value::integer, reader_.take<int32_t>()));
    case 'X': return push(of_text(Value::text, short_text(reader_.take_text(reader_.take<uint32_t>()))));
    case 'c': return import_name();
    case '}': return push(of_kind(Value::dict));
    case ')': return push_tuple({});
    case 't': return push_tuple(pop_to_mark());
    case 0x85: return push_tuple_of(1);
    case 0x86: return push_tuple_of(2);
    case 0x87: return push_tuple_of(3);
    case 'q': return remember(reader_.take<uint8_t>());
    case 'r': return remember(reader_.take<uint32_t>());
    case 'h': return recall(reader_.take<uint8_t>());
    case 'j': return recall(reader_.take<uint32_t>());
    case 'Q': return load_storage();
    case 'R': return reduce();
    case 'u': return set_items(pop_to_mark());
    case 's': {
      std::vector<Value> pair(2);
      pair[1] = pop();
      pair[0] = pop();
      return set_items(std::move(pair));
    }
    default: bad("an instruction that is not allowed: " + std::to_string(code));
  }
}

}  // namespace

std::map<std::string, PickledTensor> read_tensor_pickle(const std::byte* bytes, size_t size, const std::string& file) { return Machine(bytes, size, file).run(); }

}  // namespace duplex
