@echo off
rem Starts Muhurdar.  muhurdar.cmd [-no-ui COMMAND ...]  Data folder: %USERPROFILE%\.muhurdar or %MUHURDAR_DATA%
setlocal
set HERE=%~dp0
if "%MUHURDAR_DATA%"=="" set MUHURDAR_DATA=%USERPROFILE%\.muhurdar
set JAVA=java
if not "%JAVA_HOME%"=="" set JAVA=%JAVA_HOME%\bin\java
for %%L in ("%HERE%plugins\org.eclipse.equinox.launcher_*.jar") do set LAUNCHER=%%L
set APPLICATION=
if "%1"=="--no-ui" (
  set APPLICATION=-application muhurdar.cli.application
)
"%JAVA%" --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 "-Dmuhurdar.data=%MUHURDAR_DATA%" -Dsun.net.httpserver.nodelay=true "-Djava.util.logging.config.file=%HERE%logging.properties" -jar "%LAUNCHER%" -nosplash -data "%MUHURDAR_DATA%\workspace" %APPLICATION% %*
exit /b %ERRORLEVEL%
