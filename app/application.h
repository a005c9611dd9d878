// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commandline.h"
#include "app/demo.h"
#include "app/keychainstore.h"
#include "core/profiles/profilestore.h"
#include "ui/mainwindow.h"

#include <QtCore/QObject>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

class QApplication;

namespace nats {
class Session;
} // namespace nats

namespace ui {
class TrafficTab;
} // namespace ui

namespace app {

// The composition root of the window: owns the sessions, the demo and the window, and answers what
// the window asks for.
class Application final : public QObject
{
    Q_OBJECT

public:
    Application(QApplication &qt, WindowOptions options);

    void start();

private:
    nats::Session *open(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void openProfile(const profiles::Profile &profile);
    void openAccounts(const QString &source);
    void onDemoReady();
    void openDemoServer();
    void openDemoTraffic();
    void takeTrafficPicture(ui::TrafficTab &tab);
    void onDemoFailed(const QString &text);
    void chooseScheme(ui::Scheme scheme);
    void takeScreenshot();
    void saveScreenshot();

    QApplication &m_qt;
    WindowOptions m_options;
    QSettings m_settings;
    Demo m_demo;
    bool m_demoIsUp = false;
    QTimer m_look; // at what is to be seen in a picture
    QTemporaryDir m_empty; // a picture shows what was asked for, whoever's connections are saved
    profiles::ProfileStore m_profiles;
    KeychainStore m_secrets;
    ui::MainWindow m_window; // last: goes before what it shows
};

// Shows the window until it is closed; returns the process's exit code.
int runWindow(int &argc, char **argv, const WindowOptions &options);

} // namespace app
