// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/theme.h"

#include "ui/common/stylesheet.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QWidget>

#include <array>

// A static library's resources are dropped by the linker unless somebody asks for them; the macro
// declares a function and therefore cannot stand in a namespace.
static void initFaninResources()
{
    Q_INIT_RESOURCE(resources);
}

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor(value);
}

Tokens lightTokens()
{
    return {.window = rgb(0xf4f5f7),
            .panel = rgb(0xffffff),
            .raised = rgb(0xf8f9fb),
            .line = rgb(0xe2e6eb),
            .strongLine = rgb(0xcfd6de),
            .text = rgb(0x18202b),
            .secondary = rgb(0x5a6675),
            .tertiary = rgb(0x8d97a5),
            .accent = rgb(0x1769c9),
            .accentWash = rgb(0xe6f0fb),
            .onAccent = rgb(0xffffff),
            .ok = rgb(0x1f8a5b),
            .warning = rgb(0xb7791f),
            .error = rgb(0xcc3d3d),
            .late = rgb(0x98a2b0),
            .duplicate = rgb(0x7353c6),
            .warningText = rgb(0xb7791f).darker(125)};
}

Tokens darkTokens()
{
    return {.window = rgb(0x0e1116),
            .panel = rgb(0x151a21),
            .raised = rgb(0x1b212a),
            .line = rgb(0x252d38),
            .strongLine = rgb(0x36404d),
            .text = rgb(0xe6eaf0),
            .secondary = rgb(0x9aa6b5),
            .tertiary = rgb(0x697587),
            .accent = rgb(0x58a6f5),
            .accentWash = rgb(0x1b2c40),
            .onAccent = rgb(0x0e1116),
            .ok = rgb(0x45c08b),
            .warning = rgb(0xe3ab42),
            .error = rgb(0xee6a6a),
            .late = rgb(0x758294),
            .duplicate = rgb(0xa98bf0),
            .warningText = rgb(0xe3ab42)};
}

// Mnemonics work, but are not underlined: a line under a letter of each word is noise.
class FaninStyle final : public QProxyStyle
{
public:
    FaninStyle()
        : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    {}

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        if (hint == SH_UnderlineShortcut)
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
};

QPalette paletteOf(const Tokens &t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.panel);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.tertiary);
    p.setColor(QPalette::Button, t.panel);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.error);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.duplicate);
    p.setColor(QPalette::Highlight, t.accentWash);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Light, t.raised);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.strongLine);
    p.setColor(QPalette::Dark, t.strongLine);
    p.setColor(QPalette::Shadow, t.line);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t.tertiary);
    return p;
}

// Qt 6.4 does not tell the desktop's colour scheme; the palette it starts with does.
bool systemIsDark(QApplication &app)
{
    app.setPalette(QPalette());
    return app.palette().color(QPalette::Active, QPalette::Window).lightness() < 128;
}

QFont interFont(int pixels, QFont::Weight weight)
{
    QFont font(u"Inter"_s);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

void loadFonts()
{
    static const bool loaded = [] {
        for (const auto *file : {"Inter-Regular.otf", "Inter-SemiBold.otf",
                                 "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf"})
            QFontDatabase::addApplicationFont(u":/fonts/"_s + QLatin1StringView(file));
        return true;
    }();
    Q_UNUSED(loaded)
}

const char *nameOf(Look look)
{
    static constexpr std::array names{
        "",       "panel",     "raised",  "card",    "banner",    "line",    "headline", "title",
        "strong", "secondary", "caption", "mono",    "ok",        "warning", "error",    "primary",
        "live",   "quiet",     "chip",    "link",    "invalid",   "frameless", "reading"};
    static_assert(names.size() == size_t(Look::Reading) + 1);
    return names.at(size_t(look));
}

} // namespace

const Tokens &tokens(bool dark)
{
    static const Tokens light = lightTokens();
    static const Tokens night = darkTokens();
    return dark ? night : light;
}

bool isDark(const QPalette &palette)
{
    // A role no style sheet touches: one with a background changes a widget's own Window colour.
    return palette.color(QPalette::Active, QPalette::Mid).lightness() < 128;
}

const Tokens &tokens(const QPalette &palette)
{
    return tokens(isDark(palette));
}

void applyTheme(QApplication &app, Scheme scheme)
{
    initFaninResources();
    loadFonts();
    app.setStyle(new FaninStyle);
    const bool dark = scheme == Scheme::Dark || (scheme == Scheme::System && systemIsDark(app));
    app.setPalette(paletteOf(tokens(dark)));
    app.setFont(textFont());
    app.setStyleSheet(styleSheet(tokens(dark), dark));
}

void setLook(QWidget *widget, Look look)
{
    const QByteArray before = widget->property("look").toByteArray();
    // What is wrong keeps its face: a field does not change its font under the hand that types.
    const bool mono = look == Look::Invalid && before.endsWith("mono");
    const QByteArray name(mono ? "invalid-mono" : nameOf(look));
    if (before == name)
        return;
    widget->setProperty("look", name);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QFont textFont()
{
    return interFont(13, QFont::Normal);
}

QFont strongFont()
{
    return interFont(13, QFont::DemiBold);
}

QFont smallFont()
{
    return interFont(11, QFont::Normal);
}

QFont figureFont()
{
    return interFont(20, QFont::DemiBold);
}

QFont titleFont()
{
    return interFont(16, QFont::DemiBold);
}

QFont monoFont()
{
    QFont font(u"JetBrains Mono"_s);
    font.setPixelSize(12);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QColor connectionColor(int index, const QPalette &palette)
{
    static constexpr std::array<QRgb, 7> light{0x22a384, 0xd08421, 0xc94f4f, 0x7353c6,
                                               0x1769c9, 0xb14d93, 0x1f97ad};
    static constexpr std::array<QRgb, 7> dark{0x2fb08f, 0xd9912f, 0xc95353, 0xa98bf0,
                                              0x58a6f5, 0xd077b4, 0x3fb8cd};
    const auto &table = isDark(palette) ? dark : light;
    return QColor(table.at(size_t(qAbs(index)) % table.size()));
}

std::optional<int> connectionColorNamed(const QString &scheme)
{
    // Their places in the tables above. NATS: "rounded" and "double" are styles of its tables.
    static constexpr std::array<std::pair<QLatin1StringView, int>, 6> names{{{"green"_L1, 0},
                                                                             {"yellow"_L1, 1},
                                                                             {"red"_L1, 2},
                                                                             {"blue"_L1, 4},
                                                                             {"magenta"_L1, 5},
                                                                             {"cyan"_L1, 6}}};
    for (const auto &[name, index] : names) {
        if (scheme.compare(name, Qt::CaseInsensitive) == 0)
            return index;
    }
    return {};
}

} // namespace ui
