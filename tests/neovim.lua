-- Opens a document, waits for its findings, takes one action, saves, and reports as JSON.
-- usage: nvim --headless -u CONFIG DOCUMENT -c "luafile tests/neovim.lua"
local report = {}
-- What a person would choose from the list.
vim.ui.select = function(items, _, choose)
  for _, item in ipairs(items) do
    local action = item.action or item[2]
    if action.title:find("here, with a reason", 1, true) then
      return choose(item)
    end
  end
end

local function codes()
  return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(0))
end

local function wait(done)
  vim.wait(120000, done, 50)
end

wait(function() return #vim.diagnostic.get(0) > 0 end)
report.before = codes()
report.message = vim.diagnostic.get(0)[1].message
vim.api.nvim_win_set_cursor(0, { vim.diagnostic.get(0)[1].lnum + 1, 0 })
vim.lsp.buf.code_action()
wait(function() return vim.bo.modified end)
wait(function() return #vim.diagnostic.get(0) == 0 end)
report.after = codes()
report.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.cmd("write")
print(vim.fn.json_encode(report))
vim.cmd("qall!")
